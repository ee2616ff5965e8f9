/** The database refuses a row; rundb does not catch it and answers 500. docs/rundb.md, "Error bodies" */
export class ConstraintError extends Error {
  constructor(model: string, columns: readonly string[], reason: 'is taken' | 'is missing' | 'is too long') {
    super(`${model}: ${columns.join(', ')} ${reason}`);
    this.name = 'ConstraintError';
  }
}
