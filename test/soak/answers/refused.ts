import { GraphQLError } from 'graphql';

/** Why the gateway has to refuse: what is asked cannot be meant, or cannot be asked of a Torrent Server. */
export function refuse(why: string, code = 'BAD_USER_INPUT'): GraphQLError {
  return new GraphQLError(why, { extensions: { code } });
}
