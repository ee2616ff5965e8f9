/** Whether an `Accept` header comes from somebody who wants to see a page more than JSON: a browser's address bar. */
export function prefersHtml(accept: string | undefined): boolean {
  const weights = weigh(accept ?? '');
  const html = weights.get('text/html') ?? 0;
  const json = Math.max(
    weights.get('application/json') ?? 0,
    weights.get('application/graphql-response+json') ?? 0,
  );
  return html > json;
}

function weigh(accept: string): ReadonlyMap<string, number> {
  return new Map(
    accept.split(',').map((part) => {
      const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return [type, weight === undefined ? 1 : Number(weight.slice(2)) || 0] as const;
    }),
  );
}
