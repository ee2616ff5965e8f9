import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import type { Random } from '../writing/random.js';
import { textIn } from '../resources/fields.js';
import { FINISHES, type Copying } from './copied-rows.js';
import type { Family } from './families.js';
import { Identifiers } from './identifiers.js';
import { Keys } from './keys.js';
import type { Member } from './kinship.js';
import { momentColumns, Shift, timeOf } from './moments.js';
import { NewRows } from './new-rows.js';
import { Numbering } from './numbering.js';
import { chooseProjects } from './projects.js';
import type { Renaming } from './renaming.js';
import { SampleCopies } from './samples.js';
import { countColumns, scaleCounts } from './vary-metrics.js';

/** A family as it is before any of its copies. */
export interface Original {
  readonly family: Family;
  /** When it takes place, in milliseconds. */
  readonly anchor: number;
  readonly members: ReadonlyMap<string, readonly Member[]>;
  readonly renaming: Renaming;
  readonly numbering: Numbering;
}

/** A chip of a copy holds at least this share of what the original's held. */
const LEAST_SHARE = 0.75;

/** Copies families, each time with names, keys, dates and counts of its own. */
export class FamilyCopier {
  readonly samples: SampleCopies;
  /** Nothing is stored before the end, so that the lab's rows are found by indexes that stay small. */
  readonly made = new NewRows();
  private readonly keys: Keys;
  private readonly shortIds: Identifiers;
  private readonly runIds: Identifiers;
  private readonly tubeLabels: Numbering;
  private readonly chipBarcodes: Numbering;
  private readonly moments = new Map<string, readonly string[]>();
  private readonly counts;

  /** `spread`: for each project those that its runs spread over. */
  constructor(
    private readonly database: Database,
    private readonly random: Random,
    private readonly spread: ReadonlyMap<unknown, readonly unknown[]>,
  ) {
    const all = (table: string, column: string): readonly unknown[] =>
      database.table(table).rows.map((row) => row[column]);
    this.samples = new SampleCopies(database, this.made);
    this.keys = new Keys(database);
    this.shortIds = new Identifiers(() => random.code(5), all('plannedexperiment', 'planShortID'));
    this.runIds = new Identifiers(() => runIdAtRandom(random), all('results', 'runid'));
    this.tubeLabels = new Numbering(all('plannedexperiment', 'sampleTubeLabel'));
    this.chipBarcodes = new Numbering(all('experiment', 'chipBarcode'));
    this.counts = countColumns(database);
  }

  /** Adds a copy that takes place at this moment, in milliseconds. */
  copy(original: Original, moment: number): void {
    const copying = this.prepare(original, new Shift(original.anchor, moment));
    for (const [table, members] of original.members) this.copyRows(table, members, copying);
    this.linkSamples(copying);
    this.linkProjects(original, copying);
  }

  private prepare({ family, anchor, members, renaming, numbering }: Original, shift: Shift): Copying {
    const starts = new Map([...members].map(([table, rows]) => [table, this.keys.take(table, rows.length)]));
    const plan = numbering.next(textIn(family.plan, 'planName'));
    const date = timeOf(shift.move(family.run['date'])) ?? anchor;
    const [guid, shortId] = [this.random.uuid(), this.shortIds.next()];
    const firstReport = starts.get('results') ?? 0;
    const reports = family.members.get('results') ?? [];
    return {
      shift,
      starts,
      share: LEAST_SHARE + (1 - LEAST_SHARE) * this.random.next(),
      rename: renaming.to({ plan, shortId, guid, date }),
      shortId,
      guid,
      tubeLabel: (label) => this.tubeLabels.next(label),
      chipBarcode: (barcode) => this.chipBarcodes.next(barcode),
      runId: () => this.runIds.next(),
      samples: this.copySamples(family.run, shift),
      reports: new Map(reports.map(({ id }, place) => [id, firstReport + place])),
    };
  }

  private copySamples(run: Row, shift: Shift): ReadonlyMap<Row, Row> {
    const samples = this.database.manyAsLinked('experiment', run, 'samples');
    return new Map(samples.map((sample) => [sample, this.samples.of(sample, shift)]));
  }

  private copyRows(table: string, members: readonly Member[], copying: Copying): void {
    const { starts, shift, share } = copying;
    const counts = this.counts.get(table) ?? [];
    for (const [place, { row, references }] of members.entries()) {
      const copy: Row = { ...row, id: keyIn(starts, table, place) };
      for (const reference of references) {
        copy[reference.column] = keyIn(starts, reference.table, reference.place);
      }
      for (const column of this.momentsOf(table)) copy[column] = shift.move(copy[column]);
      scaleCounts(copy, counts, share);
      FINISHES[table]?.(copy, row, copying);
      this.made.add(table, copy);
    }
  }

  private momentsOf(table: string): readonly string[] {
    const known = this.moments.get(table) ?? momentColumns(this.database, table);
    this.moments.set(table, known);
    return known;
  }

  private linkSamples({ samples, starts }: Copying): void {
    const experiment = keyIn(starts, 'experiment', 0);
    for (const copy of samples.values())
      this.made.add('experiment_samples', { experiment, sample: copy['id'] });
  }

  private linkProjects({ family }: Original, { starts }: Copying): void {
    const choose = chooseProjects(this.spread, this.random);
    for (const table of ['plannedexperiment', 'results']) {
      const links = `${table}_projects`;
      for (const [place, row] of (family.members.get(table) ?? []).entries()) {
        for (const { project } of this.database.table(links).find(table, row['id'])) {
          this.made.add(links, { [table]: keyIn(starts, table, place), project: choose(project) });
        }
      }
    }
  }
}

/** Five hexadecimal digits. */
function runIdAtRandom(random: Random): string {
  return random
    .below(16 ** 5)
    .toString(16)
    .toUpperCase()
    .padStart(5, '0');
}

function keyIn(starts: Copying['starts'], table: string, place: number): number {
  return (starts.get(table) ?? 0) + place;
}
