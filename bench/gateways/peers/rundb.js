// What the hand-written peers share: how to read rundb. `get(path)` is the peer's own HTTP call.
const API = '/rundb/api/v1';
export const idOf = (uri) => uri.split('/').at(-2);
export const pathOf = (resource, params) =>
  `${API}/${resource}/?${new URLSearchParams(Object.entries(params).filter(([, v]) => v != null))}`;
export const listArgs = ({ limit, offset, orderBy }) => ({ limit, offset, order_by: orderBy });

/** follows meta.next, one page after the other, at the server's default page size */
export async function walk(get, path) {
  const objects = [];
  for (let next = path; next;) {
    const page = await get(next);
    objects.push(...page.objects);
    next = page.meta.next;
  }
  return objects;
}

/** the largest pages, the first alone (it tells the total), the others at once */
export async function pages(get, resource, size = 1000) {
  const first = await get(pathOf(resource, { limit: size }));
  const rest = [];
  for (let offset = size; offset < first.meta.total_count; offset += size)
    rest.push(get(pathOf(resource, { limit: size, offset })));
  return [first, ...(await Promise.all(rest))].flatMap((page) => page.objects);
}

/** ids -> objects in the order of the ids, one set/ request for each 200 */
export async function set(get, resource, ids, chunk = 200) {
  const unique = [...new Set(ids)],
    parts = [];
  for (let i = 0; i < unique.length; i += chunk)
    parts.push(get(`${API}/${resource}/set/${unique.slice(i, i + chunk).join(';')}/`));
  const byId = new Map(
    (await Promise.all(parts)).flatMap((part) => part.objects).map((object) => [String(object.id), object]),
  );
  return ids.map((id) => byId.get(id) ?? null);
}
