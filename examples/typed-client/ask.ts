import type { TypedDocumentString } from './gql/graphql.js';

/** Where the gateway is, and who asks. */
export interface Place {
  /** Such as `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  /** The `Authorization` header, such as `ApiKey user:key`. */
  readonly authorization: string;
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string }[];
}

/**
 * Sends an operation; variables and answer have the types that the operation gives them.
 * @throws Error with the messages of all errors, also where a part was answered
 */
export async function ask<Data, Variables>(
  { url, authorization }: Place,
  operation: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      authorization,
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
    },
    body: JSON.stringify({ query: operation.toString(), variables }),
  });
  const { data, errors } = (await response.json()) as Answer<Data>;
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  if (!data) throw new Error(`The gateway answered with status ${response.status} and no data.`);
  return data;
}
