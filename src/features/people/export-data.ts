import type { House } from '../../feature.ts'
import { readTexts } from '../../record/read.ts'
import { VERB } from '../programmes/index.ts'
import { consentsOf } from './consents.ts'
import { notesOf } from './inbox.ts'
import { changesOf } from './own-data.ts'
import { agentsOf, claimsOf, dataKeyOf, profileOf } from './persons.ts'
import { sensitiveOf } from './sensitive.ts'

/** Statements about another person too: who else claims her number. Not shown to her, or registering would tell that a number is known. */
export const HIDDEN_FROM_LEARNERS: readonly string[] = [VERB.conflictFound, VERB.conflictResolved]

/** What other features keep of a person and give to her copy, under their own names; app.ts adds them here. */
export const alsoExported = new Map<string, (house: House, person: string) => Promise<unknown>>()

/** Everything we keep about a person, as she may take it elsewhere (portability, Ley 29733). */
export async function exportData(house: House, person: string): Promise<Record<string, unknown>> {
  const { db } = house
  const [profile, claims, consents, notes, agents, dataKey] = await Promise.all([
    profileOf(house, db, person), claimsOf(house, db, person), consentsOf(db, person), notesOf(db, person), agentsOf(db, person), dataKeyOf(house, db, person),
  ])
  const programmes = await Promise.all(agents.map(async ({ tenant, agent }) => ({
    programme: tenant,
    agent,
    statements: (await readTexts(house, tenant, { actors: [agent] })).filter((s) => !HIDDEN_FROM_LEARNERS.includes(s.verb))
      .map((s) => ({ position: s.pos, ...JSON.parse(s.text) as object })),
  })))
  return {
    exported: house.clock().toISOString(),
    person: profile,
    sensitive: await sensitiveOf(house, db, person),
    documents: claims.map((c) => ({ ...c.document, added: c.added, issued: c.issued, expires: c.expires, replaced: c.replaced })),
    consents,
    corrections: dataKey ? (await changesOf(db, person, dataKey)).map(({ staff, ...change }) => ({ ...change, by: staff ? 'staff' : 'self' })) : [],
    inbox: notes.map(({ id: _id, ...note }) => note),
    programmes,
    ...Object.fromEntries(await Promise.all([...alsoExported].map(async ([name, of]) => [name, await of(house, person)] as const))),
  }
}
