import { sql } from 'kysely'
import type { House } from '../../../src/feature.ts'
import { profileOf, type Profile } from '../../../src/record/profile/profile.ts'
import { matchPattern, validateAgainstProfile } from '../../../src/record/profile/validate.ts'
import { NS, type Statement } from '../../../src/record/statement.ts'

export interface Recorded { readonly tenant: string; readonly id: string; readonly authority: string; readonly statement: Statement & { readonly id: string } }

/** Everything in the record that a command or a person's own session said with our verbs, in the order of the record. */
export async function recordedIn({ db }: Pick<House, 'db'>): Promise<Recorded[]> {
  const { rows } = await sql<{ tenant: string; id: string; authority: string; raw: string }>`
    select tenant, id, authority, raw from statement where raw is not null and authority in ('command', 'session') and verb like ${`${NS}%`} order by tenant, pos`.execute(db)
  return rows.map(({ raw, ...row }) => ({ ...row, statement: JSON.parse(raw) }))
}

export interface Found {
  readonly statements: number
  /** One of each fault, with how often and where. */
  readonly faults: readonly string[]
  /** Verbs without a template. */
  readonly unmatched: readonly string[]
  /** Activities that are not of the kind their template names. */
  readonly otherKinds: readonly string[]
  readonly enrolments: number
  /** Registrations whose statements do not follow the pattern of an enrolment. */
  readonly outOfOrder: readonly string[]
  readonly verbs: ReadonlySet<string>
}

/** Everything recorded, held against the profile of all features. */
export function heldAgainst(house: Pick<House, 'concepts'>, recorded: readonly Recorded[]): Found {
  const profile = profileOf(house.concepts)
  const byId = new Map(recorded.map((r) => [`${r.tenant} ${r.id}`, r.statement]))
  const faults = new Map<string, string[]>()
  const unmatched = new Set<string>()
  const registrations = new Map<string, (readonly string[])[]>()
  for (const { tenant, id, statement } of recorded) {
    const verdict = validateAgainstProfile(profile, statement, (other) => byId.get(`${tenant} ${other}`))
    if (verdict.outcome === 'unmatched') unmatched.add(statement.verb.id)
    for (const fault of verdict.faults) faults.set(fault, [...(faults.get(fault) ?? []), id])
    const registration = statement.context?.registration
    if (registration) registrations.set(registration, [...(registrations.get(registration) ?? []), verdict.templates])
  }
  return {
    statements: recorded.length, unmatched: [...unmatched], enrolments: registrations.size,
    faults: [...faults].map(([fault, ids]) => `${fault} (${ids.length} times, such as ${ids[0]})`),
    otherKinds: recorded.filter((r) => !ofItsKind(house, r)).map((r) => JSON.stringify(r.statement.object)),
    outOfOrder: [...registrations].filter(([, row]) => !followsEnrolment(profile, row)).map(([id]) => id),
    verbs: new Set(recorded.map((r) => r.statement.verb.id)),
  }
}

function followsEnrolment(profile: Profile, row: readonly (readonly string[])[]): boolean {
  // What strikes out may carry its enrolment or not, and a statement of a broken form is told as a fault already.
  const { outcome, rest } = matchPattern(profile, `${NS}patterns/enrolment`, row.filter((t) => t.length > 0 && !t.includes(`${NS}templates/annulled`)))
  return outcome === 'success' && rest.length === 0
}

function ofItsKind({ concepts }: Pick<House, 'concepts'>, { tenant, statement }: Recorded): boolean {
  const concept = concepts.find((c) => c.kind === 'verb' && c.id === statement.verb.id)
  if (concept?.kind !== 'verb' || typeof concept.object !== 'object' || 'refers' in concept.object) return true
  return 'id' in statement.object && statement.object.id.startsWith(`${NS}${tenant}/${concept.object.activity}/`)
}
