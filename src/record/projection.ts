import type { Tx } from '../lib/database.ts'
import type { Authority, Stored } from './statement.ts'

/**
 * A table derived from statements. Raise `version` when `columns` or `apply` change: the table is rebuilt beside the old
 * one (schema `rebuild`) and swapped. `apply` writes only its own table, through unqualified names; no clock, random or network.
 */
interface Projection {
  /** The table's name. */
  readonly table: string
  readonly version: number
  /** The body of `create table <table> ( … )`. */
  readonly columns: string
  /** `create index` bodies, each without "create index": `on enrolment (tenant, section)`. */
  readonly indexes?: readonly string[]
  /** IRIs of the verbs it reads. */
  readonly verbs: readonly string[]
  /** Whose word it takes. */
  readonly authorities: readonly ('command' | 'session')[]
}

/** Applied in the append's own transaction. Rows keyed by person, enrolment or section; commutative or ordered within its scope. */
export interface Inline extends Projection {
  readonly kind: 'inline'
  readonly apply: (tx: Tx, statement: Stored) => Promise<void>
}

/** Applied behind the record by cursor on pos: everything that sums across persons. One batch is one tenant's, in order of pos. */
export interface Follower extends Projection {
  readonly kind: 'follower'
  readonly apply: (tx: Tx, batch: readonly Stored[]) => Promise<void>
}

export function takes(projection: Projection, statement: { verb: string; authority: Authority }): boolean {
  return projection.verbs.includes(statement.verb) && (projection.authorities as readonly string[]).includes(statement.authority)
}
