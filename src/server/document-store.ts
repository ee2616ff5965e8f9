import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Documents; programs send the same few again and again. */
const mostDocuments = 500;
/** Characters of their texts. A document takes some 50 to 100 bytes of memory for each. */
const mostCharacters = 200_000;

/**
 * Parsed and checked documents, by the hash of their text; those least used are forgotten. A script that writes values
 * into its text sends a new document each time, and must not fill the memory of a small host with them.
 */
export function rememberDocuments() {
  const documents = new LRUCache<string, DocumentNode>({
    max: mostDocuments,
    maxSize: mostCharacters,
    sizeCalculation: ({ loc }) => Math.max(1, loc?.source.body.length ?? mostCharacters),
  });
  return {
    get: (hash: string) => Promise.resolve(documents.get(hash)),
    set: (hash: string, document: DocumentNode) => Promise.resolve(void documents.set(hash, document)),
    delete: (hash: string) => Promise.resolve(documents.delete(hash)),
  };
}
