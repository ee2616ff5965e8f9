type Given<Value> = Value | null | undefined;

/** A plan as a lab describes it. What is left out or null is the server's to choose; units and rules are in schema/. */
export interface PlanInput {
  readonly planName?: Given<string>;
  readonly chipType?: Given<string>;
  readonly reference?: Given<string>;
  readonly kits?: Given<PlanKits>;
  readonly samples?: Given<PlanSamples>;
  readonly runType?: Given<string>;
  /** Of a template only: a new plan has no choice. */
  readonly runMode?: Given<'single'>;
  readonly applicationGroup?: Given<string>;
  readonly sampleGrouping?: Given<string>;
  readonly flows?: Given<number>;
  readonly flowsInOrder?: Given<string>;
  readonly libraryReadLength?: Given<number>;
  readonly notes?: Given<string>;
  readonly projects?: Given<readonly string[]>;
  readonly sampleTubeLabel?: Given<string>;
  readonly chipBarcode?: Given<string>;
  readonly libraryKey?: Given<string>;
  readonly tfKey?: Given<string>;
  readonly threePrimeAdapter?: Given<string>;
  readonly targetRegionBedFile?: Given<string>;
  readonly hotSpotRegionBedFile?: Given<string>;
  readonly sseBedFile?: Given<string>;
  readonly mixedTypeRNAReference?: Given<string>;
  readonly mixedTypeRNATargetRegionBedFile?: Given<string>;
  readonly mixedTypeRNAHotSpotRegionBedFile?: Given<string>;
  readonly samplePrepProtocol?: Given<string>;
  readonly endBarcodeKit?: Given<string>;
  readonly sampleSets?: Given<readonly string[]>;
  readonly plugins?: Given<readonly PlanPlugin[]>;
  readonly includeDefaultPlugins?: Given<boolean>;
  readonly qcThresholds?: Given<readonly PlanQcThreshold[]>;
  readonly metaData?: unknown;
  readonly baseRecalibrationMode?: Given<string>;
  readonly storageOptions?: Given<string>;
  readonly platform?: Given<string>;
  readonly username?: Given<string>;
  readonly irWorkflow?: Given<string>;
  readonly categories?: Given<string>;
  readonly planPGM?: Given<string>;
  readonly status?: Given<'PLANNED' | 'PENDING'>;
  readonly isFavorite?: Given<boolean>;
  readonly autoAnalyze?: Given<boolean>;
  readonly preAnalysis?: Given<boolean>;
  readonly usePreBeadfind?: Given<boolean>;
  readonly usePostBeadfind?: Given<boolean>;
  readonly isDuplicateReads?: Given<boolean>;
  readonly realign?: Given<boolean>;
  readonly arguments?: Given<Readonly<Record<string, Given<string>>>>;
}

export interface PlanKits {
  readonly templating?: Given<string>;
  readonly sequencing?: Given<string>;
  readonly library?: Given<string>;
  readonly controlSequence?: Given<string>;
  readonly samplePrep?: Given<string>;
  readonly sequencingBarcode?: Given<string>;
  readonly templatingBarcode?: Given<string>;
}

/** Exactly one of the two. */
export interface PlanSamples {
  readonly single?: Given<{ readonly name: string }>;
  readonly barcoded?: Given<BarcodedSamples>;
}

export interface BarcodedSamples {
  readonly barcodeKit: string;
  readonly samples: readonly BarcodedSample[];
}

export interface BarcodedSample {
  readonly name: string;
  readonly barcodes: readonly SampleBarcode[];
  readonly endBarcodes?: Given<readonly string[]>;
  readonly dualBarcodes?: Given<readonly string[]>;
}

/** Left out and null differ in reference and files: the plan's, and none. */
export interface SampleBarcode {
  readonly barcode: string;
  readonly nucleotideType?: Given<NucleotideType>;
  readonly reference?: Given<string>;
  readonly targetRegionBedFile?: Given<string>;
  readonly hotSpotRegionBedFile?: Given<string>;
  readonly description?: Given<string>;
  readonly externalId?: Given<string>;
  readonly controlType?: Given<string>;
}

export type NucleotideType = 'DNA' | 'RNA' | 'FUSIONS';

export interface PlanPlugin {
  readonly name: string;
  readonly userInput?: unknown;
}

export interface PlanQcThreshold {
  readonly name: string;
  readonly threshold: number;
}

/** A text that says something: rundb takes the empty one for nothing. */
export function isSaid(text: Given<string>): text is string {
  return text !== null && text !== undefined && text !== '';
}
