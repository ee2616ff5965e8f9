/** Kinds of mistakes; the graph's `PlanErrorCode`. */
export type PlanErrorCode =
  | 'REQUIRED'
  | 'INVALID'
  | 'NOT_FOUND'
  | 'INACTIVE'
  | 'TOO_LONG'
  | 'INCOMPATIBLE'
  | 'DUPLICATE_BARCODE'
  | 'WRONG_STATE'
  | 'IDEMPOTENCY_CONFLICT'
  | 'REFUSED_BY_RUNDB';

/** Something wrong with a plan; the graph's `PlanUserError`. */
export interface Finding {
  readonly code: PlanErrorCode;
  readonly message: string;
  /** Where in the input; places in lists are digits. Empty: the plan as a whole. */
  readonly path: readonly string[];
  /** What would do there, best first. */
  readonly suggestions: readonly string[];
}

export type Path = readonly (string | number)[];

/** All that is found in one plan; what is found twice is kept once. */
export class Findings {
  readonly #errors: Finding[] = [];
  readonly #warnings: Finding[] = [];

  get errors(): readonly Finding[] {
    return this.#errors;
  }

  get warnings(): readonly Finding[] {
    return this.#warnings;
  }

  /** Keeps the plan from being made. */
  refuse(path: Path, code: PlanErrorCode, message: string, suggestions: readonly string[] = []): void {
    keep(this.#errors, finding(path, code, message, suggestions));
  }

  /** Is told, and the plan is made all the same. */
  warn(path: Path, code: PlanErrorCode, message: string, suggestions: readonly string[] = []): void {
    keep(this.#warnings, finding(path, code, message, suggestions));
  }

  /** Takes over what else someone should look at. */
  warnAlso(warnings: readonly Finding[]): void {
    for (const warning of warnings) keep(this.#warnings, warning);
  }
}

export function finding(
  path: Path,
  code: PlanErrorCode,
  message: string,
  suggestions: readonly string[] = [],
): Finding {
  return { code, message, path: path.map(String), suggestions };
}

function keep(list: Finding[], found: Finding): void {
  const isSame = ({ message, path }: Finding) =>
    message === found.message && String(path) === String(found.path);
  if (!list.some(isSame)) list.push(found);
}
