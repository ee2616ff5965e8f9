import type { Resolvers, ResolverFn, ResolversParentTypes, Scalars } from '../generated/resolvers-types.js';

type Named = Exclude<keyof Resolvers & keyof ResolversParentTypes, keyof Scalars>;
type AnyResolver = (...parameters: never[]) => unknown;
type Output<F> =
  Extract<NonNullable<F>, AnyResolver> extends ResolverFn<infer O, infer _P, infer _C, infer _A> ? O : never;

/** `q20_mean_alignment_length` as the graph spells it: `q20MeanAlignmentLength`. */
export type CamelCase<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Uncapitalize<Head>}${Capitalize<CamelTail<Tail>>}`
  : Uncapitalize<S>;
type CamelTail<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelTail<Tail>>}`
  : S;

/** A parent's fields under the names that the graph gives them by rule. */
type Spelled<P> = { readonly [K in keyof P as K extends string ? CamelCase<K> : never]: P[K] };

/** Resolvers of a type, where each field that its parent does not already hold, well typed, is required. */
export type CompleteResolvers<
  T extends Named,
  R = NonNullable<Resolvers[T]>,
  P = Spelled<ResolversParentTypes[T]>,
> = R & {
  [
    F in Exclude<keyof R, '__isTypeOf' | '__resolveType'> as F extends keyof P
      ? P[F] extends Output<R[F]>
        ? never
        : F
      : F
  ]-?: NonNullable<R[F]>;
};

/** Resolvers of the whole schema, where each type with a required resolver is required. */
export type SchemaResolvers = Resolvers & {
  [T in Named as {} extends CompleteResolvers<T> ? never : T]-?: CompleteResolvers<T>;
};
