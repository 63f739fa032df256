import { createHash, randomUUID } from 'node:crypto'
import canonicalize from 'canonicalize'
import { sql, type RawBuilder } from 'kysely'
import type { Keys } from '../lib/keys.ts'
import { NS, agentId, type Agent, type Authority, type Draft, type Statement, type Stored } from './statement.ts'
import { objectOf, termsOf, type About } from './xapi/terms.ts'

export const VOIDED = 'http://adlnet.gov/expapi/verbs/voided'

/** A statement ready to be written: everything but its position and the time of reception, which are drawn under the order lock. */
export interface Prepared {
  readonly tenant: string
  /** SHA-256 of what was said; the same again is known by it without a look at the body. */
  readonly digest: Buffer
  /** JSON text without its closing brace and without `stored`; '' where it is sealed. */
  readonly text: string
  readonly sealed: { readonly bytes: Buffer; readonly person: number } | null
  /** See xapi/terms.ts. */
  readonly terms: readonly string[]
  /** The statement that this one is about, when its object is a StatementRef. */
  readonly target: string | null
  /** What a voiding statement of this sender may void: of its own authority, or of any outsider. */
  readonly voids: 'own' | 'any' | null
  readonly row: Omit<Stored, 'pos' | 'stored'>
}

export function authorityAgent(authority: Authority): Agent {
  return { objectType: 'Agent', account: { homePage: `${NS}authorities`, name: authority } }
}

/** A draft of one of our own commands. Nothing in it identifies anybody (decision 3), so it stays readable. */
export function prepare(keys: Keys, draft: Draft, authority: Authority, now: Date): Prepared {
  const id = draft.statement.id ?? randomUUID()
  const claimed = draft.statement.timestamp ? new Date(draft.statement.timestamp) : now
  const { stored: _stored, ...said } = draft.statement
  const statement: Statement = {
    ...said, id, timestamp: said.timestamp ?? now.toISOString(), authority: authorityAgent(authority), version: said.version ?? '1.0.0',
  }
  // Our own statements are a part of what anybody may say.
  const about = statement as unknown as About
  const target = 'objectType' in statement.object && statement.object.objectType === 'StatementRef' ? statement.object.id.toLowerCase() : null
  return {
    tenant: draft.tenant, digest: digestOf({ ...draft.statement, id }), text: JSON.stringify(statement).slice(0, -1), sealed: null,
    terms: termsOf(keys, draft.tenant, about), target, voids: null,
    row: {
      tenant: draft.tenant, id, happened: claimed > now ? now : claimed, actor: agentId(statement.actor), verb: statement.verb.id,
      object: objectOf(keys, draft.tenant, about), registration: statement.context?.registration ?? null, authority, statement,
    },
  }
}

/** What our own drafts say, in RFC 8785 form, without what only a server sets (xAPI 1.0.3, 2.3.1). */
export function digestOf(statement: Statement): Buffer {
  const { stored: _stored, authority: _authority, version: _version, ...said } = statement
  return createHash('sha256').update(canonicalize(said) ?? '').digest()
}

/** JSON text never holds this control character, and a joined text costs a third of an array's quoting. */
const SEPARATOR = '\u001f'

/** The arguments of record_insert (migration 0003) for statements of one tenant, from `of_tenant` on. */
export function insertArguments(tenant: string, rows: readonly Prepared[], now: Date): RawBuilder<unknown> {
  const column = <T>(pick: (row: Prepared) => T): T[] => rows.map(pick)
  const ends: number[] = []
  let end = 0
  for (const { sealed } of rows) ends.push(end += sealed?.bytes.length ?? 0)
  const terms = rows.flatMap((p, i) => p.terms.map((text) => ({ text: text.includes(SEPARATOR) ? text.replaceAll(SEPARATOR, ' ') : text, row: i + 1 })))
  return sql`${tenant}, ${now}, ${column((p) => p.row.authority)}::text[], ${column((p) => p.row.id)}::uuid[], ${Buffer.concat(column((p) => p.digest))}::bytea,
    ${column((p) => p.row.happened)}::timestamptz[], ${column((p) => p.row.actor)}::text[], ${column((p) => p.row.verb)}::text[],
    ${column((p) => p.row.object)}::text[], ${column((p) => p.row.registration)}::uuid[], ${column((p) => p.text).join(SEPARATOR)},
    ${Buffer.concat(rows.flatMap((p) => p.sealed?.bytes ?? []))}::bytea, ${ends}::int[], ${column((p) => p.sealed?.person ?? null)}::bigint[],
    ${terms.map((t) => t.text).join(SEPARATOR)}, ${terms.map((t) => t.row)}::int[]`
}

/** Where the statements came to stand, once the last position and the time of reception are known. */
export function placed(rows: readonly Prepared[], last: number, received: Date): Stored[] {
  const stored = received.toISOString()
  // What is sealed no projection reads.
  return rows.map((p, i) => ({ ...p.row, pos: last - rows.length + 1 + i, stored: received, statement: p.sealed ? p.row.statement : { ...p.row.statement, stored } }))
}
