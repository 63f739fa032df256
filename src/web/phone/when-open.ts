import { onOwn, type Own } from './own.ts'

interface Part { readonly draw: (own: Own | null) => unknown }

/**
 * Fetches the larger part of a page's script once somebody's things are open here, and tells it then and from then on who is here.
 * Until then the page stands as the server wrote it. A part that does not come is asked for again at the next change.
 */
export function whenOpen(load: () => Promise<Part>): void {
  let part: Promise<Part | null> | null = null
  onOwn((own) => {
    if (!own && !part) return
    part = part ?? load().catch(() => { part = null; return null })
    void part.then((loaded) => loaded?.draw(own))
  })
}
