/** Where an object carries its own JSON text in UTF-8; copies of the object do not. */
export const BYTES: unique symbol = Symbol('bytes');

export interface MayCarryBytes {
  readonly [BYTES]?: Buffer;
}

/** Lets an object carry its text, which is printed from then on whatever becomes of the object: freeze it. */
export function carryBytes(object: object, bytes: Buffer): void {
  Object.defineProperty(object, BYTES, { value: bytes });
}
