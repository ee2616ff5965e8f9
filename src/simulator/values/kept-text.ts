/** Where an object carries its own JSON text; copies of the object do not. */
export const TEXT: unique symbol = Symbol('text');

/** Lets an object carry its text, which is printed from then on whatever becomes of the object: freeze it. */
export function keepText(object: object, text: string): void {
  // A text that grew piece by piece stays in pieces in V8 until it is read as a whole; this one is whole.
  Object.defineProperty(object, TEXT, { value: Buffer.from(text).toString() });
}
