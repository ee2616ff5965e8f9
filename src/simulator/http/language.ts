const LANGUAGES: readonly (readonly [prefix: string, language: string])[] = [
  ['ru', 'ru'],
  ['zh', 'zh-cn'],
  ['en', 'en-us'],
];

/** The language of the answer's texts: the first of Accept-Language that the server has, else English. */
export function chooseLanguage(accepted: string | undefined): string {
  if (accepted === undefined || accepted.startsWith('en')) return 'en-us';
  const asked = accepted
    .split(',')
    .map((text) => ({
      tag: text.trim().toLowerCase(),
      quality: Number(/;\s*q=([\d.]+)/.exec(text)?.[1] ?? 1),
    }))
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of asked) {
    const found = LANGUAGES.find(([prefix]) => tag.split(/[-;]/)[0] === prefix);
    if (found !== undefined) return found[1];
  }
  return 'en-us';
}
