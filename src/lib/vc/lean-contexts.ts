import { loadContext } from './contexts.ts'

/**
 * The bundled contexts of a document of ours, without the words that it does not use. The JSON-LD library copies the whole vocabulary for every object of a document;
 * with this the canonical form comes out the same in half the time (verify.test.ts of features/credentials compares). Only for signing what we composed ourselves: a word that is
 * missing stops the signature with an error (safe mode), but a stranger's document could be written so that a missing word changes what it says.
 */
export async function leanContexts(document: { readonly '@context': readonly string[] }): Promise<readonly object[]> {
  const used = new Set<string>(['DataIntegrityProof'])
  wordsOf(document, used)
  const contexts: object[] = []
  for (const url of document['@context']) {
    const { document: found } = await loadContext(url)
    // The contexts of our own credentials are objects of definitions.
    const { '@context': definitions } = found as { '@context': Readonly<Record<string, unknown>> }
    contexts.push(Object.fromEntries(Object.entries(definitions).filter(([word, definition]) => !hasContext(definition) || used.has(word))))
  }
  return contexts
}

/** Only definitions with a vocabulary of their own are heavy; the others stay, for they may be prefixes or values of some other word. */
function hasContext(definition: unknown): boolean {
  return typeof definition === 'object' && definition !== null && '@context' in definition
}

/** Every key and every text: a text may be a type, or a value that stands for a word. */
function wordsOf(value: unknown, used: Set<string>): void {
  if (typeof value === 'string') used.add(value)
  else if (Array.isArray(value)) for (const one of value) wordsOf(one, used)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      used.add(key)
      wordsOf(inner, used)
    }
  }
}
