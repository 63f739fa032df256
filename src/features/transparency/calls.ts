import type { Ctx } from '../../feature.ts'
import type { Programme } from '../programmes/index.ts'

/** The calls of a programme that the public may read, newest first. */
export async function publishedCalls(_c: Ctx, _programme: Programme): Promise<{ title: string; href: string }[]> {
  return []
}
