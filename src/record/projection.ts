import type { House } from '../feature.ts'
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
  /** Statements that only add a row, whatever stands already: a run of them is written at once, and `apply` never sees them. */
  readonly adding?: { readonly is: (statement: Stored) => boolean; readonly apply: (tx: Tx, run: readonly Stored[]) => Promise<void> }
}

/** `again`: what was done is to be kept, and the same batch asked for once more, so that long work goes on after a restart. */
export type Applied = void | 'again'

/** Applied behind the record by cursor on pos: everything that sums across persons. One batch is one tenant's, in order of pos. */
export interface Follower extends Projection {
  readonly kind: 'follower'
  /** Of `house` only what is published in files and never changes; everything else stands in the record. */
  readonly apply: (tx: Tx, batch: readonly Stored[], house: Pick<House, 'content'>) => Promise<Applied>
}

export function takes(projection: Projection, statement: { verb: string; authority: Authority }): boolean {
  return projection.verbs.includes(statement.verb) && (projection.authorities as readonly string[]).includes(statement.authority)
}

/** So many rows at most are written at once: PostgreSQL takes 65,535 values in one question. */
const MOST_ROWS = 1000

/** Applies statements in their order: those that only add a row together. */
export async function applyInline(tx: Tx, projection: Inline, statements: readonly Stored[]): Promise<void> {
  const { adding } = projection
  let run: Stored[] = []
  const write = async (): Promise<void> => {
    if (run.length > 0) await adding?.apply(tx, run)
    run = []
  }
  for (const statement of statements) {
    if (adding?.is(statement)) {
      run.push(statement)
      if (run.length === MOST_ROWS) await write()
    } else {
      await write()
      await projection.apply(tx, statement)
    }
  }
  await write()
}
