import { z } from 'zod'
import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { append } from '../../record/append.ts'
import { readStatements } from '../../record/read.ts'
import { extText } from './reading.ts'
import { Slug } from './rule.ts'
import { organisationRecorded } from './statements.ts'
import { AGREEMENT_VERB } from './agreement-words.ts'

/** What an organisation does in a programme; it may do several. */
export const ORGANISATION_KINDS = ['party', 'executor', 'verifier', 'site-owner'] as const
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]

const Recorded = z.strictObject({
  id: Slug.max(40),
  name: z.string().min(2).max(120),
  /** A company's or an entity's RUC (20…), which is public; null for one from abroad. Never a person's (10…). */
  ruc: z.string().regex(/^20\d{9}$/).nullable(),
  kinds: z.array(z.enum(ORGANISATION_KINDS)).min(1),
})
export type OrganisationValues = z.infer<typeof Recorded>

export interface Organisation extends OrganisationValues {
  /** When it was first recorded, and when it was last changed. */
  readonly since: Date
  readonly changed: Date
  readonly by: string
}

/** The organisations of a programme as the record has them, by name; a later act about the same one replaces what it says. */
export async function organisationsOf(db: Db, tenant: string, upTo?: number): Promise<Organisation[]> {
  const statements = await readStatements(db, tenant, { verbs: [AGREEMENT_VERB.organisation], ...(upTo === undefined ? {} : { upTo }) })
  const found = new Map<string, Organisation>()
  for (const s of statements) {
    const values = s.authority === 'command' ? readRecorded(extText(s, 'organisation')) : null
    if (!values || s.actor === null) continue
    found.set(values.id, { ...values, since: found.get(values.id)?.since ?? s.stored, changed: s.stored, by: s.actor })
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, 'es'))
}

function readRecorded(text: string | null): OrganisationValues | null {
  const read = Recorded.safeParse(text === null ? null : JSON.parse(text))
  return read.success ? read.data : null
}

/** Records an organisation, or what changed in it. The same again records nothing. */
export async function recordOrganisation(house: House, tenant: string, values: OrganisationValues, staff: string): Promise<void> {
  const wanted = Recorded.parse(values)
  await append(house, { scopes: [`organisations:${tenant}`] }, async (tx) => {
    const before = (await organisationsOf(tx, tenant)).find((o) => o.id === wanted.id)
    return before && same(before, wanted) ? [] : [organisationRecorded(tenant, wanted, staff, house.clock())]
  })
}

function same(a: OrganisationValues, b: OrganisationValues): boolean {
  return a.name === b.name && a.ruc === b.ruc && [...a.kinds].sort().join() === [...b.kinds].sort().join()
}

/** A short name for addresses, made of the name: lower case letters, digits and hyphens. Not taken by another. */
export function slugFor(name: string, taken: ReadonlySet<string>): string {
  const base = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 32).replace(/-$/, '') || 'organizacion'
  for (let n = 1; ; n++) {
    const slug = n === 1 ? base : `${base}-${n}`
    if (!taken.has(slug)) return slug
  }
}
