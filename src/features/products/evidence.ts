import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import { pictureOf, textOf } from './own-work.ts'
import { submissionById, type Submission } from './submission.ts'

/** One version of somebody's product as who audits sees it; text and pictures are gone with the person. */
export interface HandedIn {
  readonly id: string
  readonly attempt: number
  readonly submitted: Date
  readonly text: string | null
  readonly pictures: readonly Buffer[]
}

/** Every version that these agents handed in, one after another, so that only one is open at a time. */
export async function* handedInBy(house: House, tenant: string, agents: readonly string[]): AsyncGenerator<HandedIn> {
  const { rows } = await sql<{ id: string }>`select id from product_submission where tenant = ${tenant} and agent = any(${[...agents]}::text[]) order by submitted, id`.execute(house.db)
  for (const { id } of rows) {
    const version = await submissionById(house.db, id)
    if (version) yield opened(house, version)
  }
}

async function opened(house: House, version: Submission): Promise<HandedIn> {
  const text = await textOf(house, version)
  const pictures = text === null ? [] : await Promise.all(version.pictures.map((_, i) => pictureOf(house, version, i + 1)))
  return { id: version.id, attempt: version.attempt, submitted: version.submitted, text, pictures }
}
