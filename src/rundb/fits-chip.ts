/** What a kit says of the chips that it is for; a text of several parts has semicolons between them. */
export interface KitFit {
  readonly chipTypes?: string | null | undefined;
  readonly instrumentType?: string | null | undefined;
}

export interface ChipFit {
  readonly name: string;
  readonly instrumentType?: string | null | undefined;
}

/**
 * Whether a plan may pair the kit with the chip: both are for one instrument, and the kit lists the chip. A kit that
 * names no instrument, or no chip, is for any. docs/rundb.md, "Creating a plan"
 */
export function fitsChip(kit: KitFit, chip: ChipFit): boolean {
  const instruments = partsOf(kit.instrumentType?.toLowerCase());
  const chips = partsOf(kit.chipTypes);
  const isForInstrument =
    instruments.length === 0 || instruments.includes(chip.instrumentType?.toLowerCase() ?? '');
  return isForInstrument && (chips.length === 0 || chips.includes(chip.name));
}

function partsOf(text: string | null | undefined): readonly string[] {
  return (text ?? '').split(';').filter((part) => part !== '');
}
