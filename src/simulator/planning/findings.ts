/** A complaint: a text, or for barcoded samples an object of texts by sample and barcode. */
export type Complaint = string | Readonly<Record<string, unknown>>;

/** What the checks of one plan have found, by field. */
export class Findings {
  readonly errors: Record<string, unknown> = {};
  readonly warnings: Record<string, unknown> = {};

  /** `isNew`: what is wrong with a new plan is only worth a warning in a stored one. */
  constructor(private readonly isNew: boolean) {}

  get areErrors(): boolean {
    return Object.keys(this.errors).length > 0;
  }

  /** Adds to the list of a field's errors; an empty text is none. */
  add(field: string, ...complaints: readonly Complaint[]): void {
    append(this.errors, field, complaints);
  }

  /** The same for a field's warnings. */
  warn(field: string, ...complaints: readonly Complaint[]): void {
    append(this.warnings, field, complaints);
  }

  /** An error of a new plan, a warning of a stored one. */
  addIfNew(field: string, complaint: Complaint): void {
    if (this.isNew) this.add(field, complaint);
    else this.warn(field, complaint);
  }

  /** An error that is no list and takes the place of the others of its field. */
  replace(field: string, text: string): void {
    this.errors[field] = text;
  }
}

function append(found: Record<string, unknown>, field: string, complaints: readonly Complaint[]): void {
  const known = found[field];
  if (complaints.length === 0) return;
  found[field] = Array.isArray(known) ? [...known, ...complaints] : [...complaints];
}
