import type { ServerScope } from '../loaders/scope.js';
import type { CompleteResolvers } from './complete.js';
import { encodeId } from './global-id.js';

export const TorrentServer: CompleteResolvers<'TorrentServer'> = {
  id: ({ name }: ServerScope) => encodeId({ type: 'TorrentServer', server: name, key: name }),
  name: ({ name }) => name,
  siteName: (scope) => scope.siteName(),
  url: ({ name }, _args, { factsOf }) => factsOf(name)?.webUrl ?? null,
  status: async ({ name }, _args, { factsOf }) => (await factsOf(name)?.check())?.status ?? 'DOWN',
  version: async (scope, _args, { factsOf }) => {
    const state = await factsOf(scope.name)?.check();
    // An old server tells it only to who is logged in, as this caller may be.
    if (state?.status === 'UP' && state.version === undefined) await scope.ready();
    return state?.version ?? scope.release ?? null;
  },
  checkedAt: async ({ name }, _args, { factsOf }) => (await factsOf(name)?.check())?.checkedAt ?? null,
};
