import type { Resource } from '../rundb/resource.js';
import type { Source } from './entities.js';
import { carriesAll, lightestOf } from './projection.js';

/**
 * Which resource the children of a relation are asked of. Fields that ask for the same children together (a run's
 * reports and its representative one, say) get one that shows what all of them need, so that rundb is asked once.
 */
export class RelatedChoice {
  #asking: { readonly needs: Set<string>; readonly chosen: Promise<Resource | undefined> } | undefined;
  /** What has been asked for so far. */
  readonly #used = new Set<Source>();

  /** @param sources those that know the relation, lightest first */
  constructor(private readonly sources: readonly Source[]) {}

  /** Undefined where the server has no resource that knows the relation. */
  choose(needs: ReadonlySet<string>): Promise<Resource | undefined> {
    this.#asking ??= this.#begin();
    for (const need of needs) this.#asking.needs.add(need);
    return this.#asking.chosen;
  }

  #begin() {
    const needs = new Set<string>();
    const chosen = restOfFields().then(() => {
      this.#asking = undefined;
      const source = this.#choose(needs);
      if (source) this.#used.add(source);
      return source?.resource;
    });
    return { needs, chosen };
  }

  /** One that has been asked already is asked for nothing twice. */
  #choose(needs: ReadonlySet<string>): Source | undefined {
    const present = [...this.#used].find((source) => carriesAll(source, needs));
    return present ?? lightestOf(this.sources, needs);
  }
}

/** Until all fields of the rows at hand have asked, as the loaders wait as well. */
const restOfFields = () =>
  new Promise<void>((resolve) => {
    void Promise.resolve().then(() => process.nextTick(resolve));
  });
