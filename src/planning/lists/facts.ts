/** Rows of a server's lists, as far as a plan depends on them. */
export interface ChipFact {
  readonly name: string;
  readonly description: string;
  readonly instrumentType: string;
  readonly isActive: boolean;
}

export interface KitFact {
  readonly name: string;
  readonly description: string;
  readonly kitType: string;
  readonly isActive: boolean;
  /** Parted by semicolons; empty: any. */
  readonly instrumentType: string;
  readonly chipTypes: string;
  readonly applicationType: string;
  readonly categories: string;
}

export interface ReferenceFact {
  /** What plans name. */
  readonly shortName: string;
  readonly isEnabled: boolean;
}

export interface RunTypeFact {
  readonly runType: string;
  /** dna, rna or dna_rna. */
  readonly nucleotideType: string;
  readonly isActive: boolean;
}

export interface ApplicationGroupFact {
  readonly description: string;
  readonly runTypes: readonly string[];
}

export interface BarcodeFact {
  readonly name: string;
  readonly isActive: boolean;
}

/** An uploaded BED file, in the form that plans keep. */
export interface BedFact {
  readonly name: string;
  readonly reference: string;
  readonly isEnabled: boolean;
  /** On the server; what a plan stores. */
  readonly file: string;
  readonly path: string;
}

export interface LibraryKeyFact {
  readonly name: string;
  readonly sequence: string;
}

export interface FlowOrderFact {
  readonly name: string;
  readonly description: string;
}

export interface ProtocolFact {
  readonly value: string;
  readonly uid: string;
  readonly categories: string;
}

export interface QcFact {
  readonly name: string;
  readonly least: number | undefined;
  readonly most: number | undefined;
}

/** What is read for every plan, and what only for those that name something of the kind. */
export interface Facts {
  readonly chips: readonly ChipFact[];
  readonly kits: readonly KitFact[];
  readonly runTypes: readonly RunTypeFact[];
  readonly references: readonly ReferenceFact[];
  readonly applicationGroups: readonly ApplicationGroupFact[];
  readonly sampleGroupings: readonly string[];
  /** Of the plan's barcode set; none: there is no such set. */
  readonly barcodes: readonly BarcodeFact[];
  /** Of the plan's set of end barcodes. */
  readonly endBarcodes: readonly BarcodeFact[];
  /** Names of all sets, where one of the plan's is not found. */
  readonly barcodeSets: readonly string[];
  readonly targetFiles: readonly BedFact[];
  readonly hotSpotFiles: readonly BedFact[];
  readonly libraryKeys: readonly LibraryKeyFact[];
  readonly flowOrders: readonly FlowOrderFact[];
  readonly protocols: readonly ProtocolFact[];
  readonly plugins: readonly string[];
  readonly projects: readonly string[];
  /** Those of the plan's sample sets that exist. */
  readonly sampleSets: readonly string[];
  readonly qcTypes: readonly QcFact[];
}
