import type { Findings, Path } from '../findings.js';
import type { BedFact, Facts } from '../lists/facts.js';
import { isSaid } from '../plan-input.js';
import { listed, nearest, quoted } from '../suggest.js';
import { isNoneWord, type Checking } from './checking.js';

type Given = string | null | undefined;
export type BedKind = 'targetRegionBedFile' | 'hotSpotRegionBedFile';

const kinds = {
  targetRegionBedFile: { list: 'targetFiles', other: 'hotSpotFiles', title: 'file of target regions' },
  hotSpotRegionBedFile: { list: 'hotSpotFiles', other: 'targetFiles', title: 'file of hotspots' },
} as const;

/** The file of a reference by its name, its path, or its path on the server. */
export function findBedFile(
  facts: Facts,
  kind: BedKind,
  given: Given,
  reference: Given,
): BedFact | undefined {
  if (!isSaid(given)) return undefined;
  const files = facts[kinds[kind].list].filter((file) => file.reference === reference);
  return files.find((file) => isNamed(file, given));
}

/** As rundb does: whatever the form of the upload, what counts is the name of the file. */
function isNamed(file: BedFact, given: string): boolean {
  return file.file === given || file.path === given || file.name === given.slice(given.lastIndexOf('/') + 1);
}

/** The BED files of the whole plan. Those of barcodes are checked with their samples. */
export function checkBedFiles({ plan, facts, found }: Checking): void {
  for (const kind of ['targetRegionBedFile', 'hotSpotRegionBedFile'] as const) {
    const place = { kind, path: [kind], referencePath: ['reference'] };
    checkBedFile(place, plan[kind], plan.reference, facts, found);
    const field =
      kind === 'targetRegionBedFile'
        ? ('mixedTypeRNATargetRegionBedFile' as const)
        : ('mixedTypeRNAHotSpotRegionBedFile' as const);
    const mixed = { kind, path: [field], referencePath: ['mixedTypeRNAReference'] };
    checkBedFile(mixed, plan[field], plan.mixedTypeRNAReference, facts, found);
  }
  const { sseBedFile } = plan;
  if (isSaid(sseBedFile) && isNoneWord(sseBedFile)) {
    found.refuse(['sseBedFile'], 'INVALID', 'For no file leave it out: rundb takes the word for nothing.');
  }
}

export interface BedPlace {
  readonly kind: BedKind;
  readonly path: Path;
  /** Where the reference stands that the file is for. */
  readonly referencePath: Path;
}

/** A file that is named is one of the reference that it goes with. */
export function checkBedFile(
  { kind, path, referencePath }: BedPlace,
  given: Given,
  reference: Given,
  facts: Facts,
  found: Findings,
): void {
  if (!isSaid(given)) return;
  if (!isSaid(reference)) {
    found.refuse(referencePath, 'REQUIRED', `The ${kinds[kind].title} ${quoted(given)} needs a reference.`);
    return;
  }
  const file = findBedFile(facts, kind, given, reference);
  if (!file) refuseFile({ kind, path, given, reference }, facts, found);
  else if (!file.isEnabled) found.warn(path, 'INACTIVE', `${file.name} is not enabled on this server.`);
}

interface Missed {
  readonly kind: BedKind;
  readonly path: Path;
  readonly given: string;
  readonly reference: string;
}

function refuseFile({ kind, path, given, reference }: Missed, facts: Facts, found: Findings): void {
  const { list, other, title } = kinds[kind];
  const ofReference = facts[list].filter((file) => file.reference === reference).map(({ name }) => name);
  const near = nearest(given.slice(given.lastIndexOf('/') + 1), ofReference);
  const others = facts[list].filter((file) => isNamed(file, given)).map((file) => file.reference);
  const has = `${reference} has ${listed(ofReference) || 'none'}`;
  if (others.length > 0) {
    const message = `${quoted(given)} is a ${title} for ${listed(others)}, not for ${reference}; ${has}.`;
    found.refuse(path, 'INCOMPATIBLE', message, near);
  } else if (facts[other].some((file) => isNamed(file, given))) {
    found.refuse(
      path,
      'INCOMPATIBLE',
      `${quoted(given)} is no ${title}, but a ${kinds[otherOf(kind)].title}.`,
      near,
    );
  } else found.refuse(path, 'NOT_FOUND', `The server has no ${title} ${quoted(given)}; ${has}.`, near);
}

function otherOf(kind: BedKind): BedKind {
  return kind === 'targetRegionBedFile' ? 'hotSpotRegionBedFile' : 'targetRegionBedFile';
}
