/** Capitals of each letter that has a single one. */
export function upper(text: string): string {
  return [...text]
    .map((letter) => {
      const capital = letter.toUpperCase();
      return capital.length === letter.length ? capital : letter;
    })
    .join('');
}

/** Half of a pair of surrogates without the other. */
export const isBroken = (text: string): boolean => /\p{Surrogate}/u.test(text);
