import { sql } from 'kysely'
import type { Db, Tx } from '../../lib/database.ts'
import { readStatements } from '../../record/read.ts'
import { daysTold, SECTION_VERB } from '../cohorts/index.ts'
import { activity, activityName } from '../programmes/index.ts'
import type { Days } from '../tutoring/index.ts'
import type { Values } from './values.ts'

/** A sum of the sections that end on one day stands under this and the day: what is over by a day is the sum of a few hundred rows, however many sections there are. */
export const ENDS = 'ends:'

/** What a batch adds to the sums by section; '' is the programme's. */
export class Sums {
  readonly added = new Map<string, Record<string, number>>()

  add(section: string, values: Values, sign: 1 | -1 = 1): void {
    const sum = this.added.get(section) ?? {}
    for (const [name, n] of Object.entries(values)) addTo(sum, name, sign * n)
    this.added.set(section, sum)
  }
}

function addTo(sum: Record<string, number>, name: string, n: number): void {
  sum[name] = (sum[name] ?? 0) + n
  if (sum[name] === 0) delete sum[name]
}

interface SumRow { readonly section: string; readonly values: Values; readonly ends: string | null }

async function sumRows(tx: Tx, tenant: string, rule: string, sections: readonly string[]): Promise<Map<string, SumRow>> {
  const { rows } = await sql<SumRow>`select section, values, ends from figure where tenant = ${tenant} and rule = ${rule} and agent = '' and section = any(${sections}::text[])`.execute(tx)
  return new Map(rows.map((r) => [r.section, r]))
}

/** Adds to the sums under a rule, as the record has the last days of the sections at a position. */
export async function addSums(tx: Tx, tenant: string, rule: string, pos: number, sums: Sums): Promise<void> {
  const sections = [...sums.added.keys()]
  const [before, days] = [await sumRows(tx, tenant, rule, sections), await daysOf(tx, tenant, sections.filter((s) => s !== '' && !s.includes(':')), pos)]
  const ends = new Sums()
  const after = sections.map((section): SumRow => {
    const was = before.get(section)
    const row = { section, values: plus(was?.values ?? {}, sums.added.get(section) ?? {}), ends: days.get(section)?.ends ?? null }
    if (was?.ends) ends.add(ENDS + was.ends, was.values, -1)
    if (row.ends) ends.add(ENDS + row.ends, row.values)
    return row
  })
  const daysBefore = await sumRows(tx, tenant, rule, [...ends.added.keys()])
  await write(tx, tenant, rule, [...after, ...[...ends.added].map(([section, added]) => ({ section, values: plus(daysBefore.get(section)?.values ?? {}, added), ends: null }))])
}

function plus(values: Values, added: Values): Values {
  const sum = { ...values }
  for (const [name, n] of Object.entries(added)) addTo(sum, name, n)
  return sum
}

async function write(tx: Tx, tenant: string, rule: string, rows: readonly SumRow[]): Promise<void> {
  const some = rows.filter((r) => Object.keys(r.values).length > 0)
  await sql`delete from figure where tenant = ${tenant} and rule = ${rule} and agent = '' and section = any(${rows.map((r) => r.section)}::text[])`.execute(tx)
  await sql`insert into figure (tenant, rule, agent, section, values, ends) select ${tenant}, ${rule}, '', section, values::jsonb, ends
    from unnest(${some.map((r) => r.section)}::text[], ${some.map((r) => JSON.stringify(r.values))}::text[], ${some.map((r) => r.ends)}::text[]) as t(section, values, ends)`.execute(tx)
}

/** First and last day of sections that the office opened, as the record told them last. Those of call files have theirs in the file. */
export async function daysOf(db: Db, tenant: string, sections: readonly string[], pos: number): Promise<Map<string, Days>> {
  if (sections.length === 0) return new Map()
  const told = await readStatements(db, tenant, { verbs: [SECTION_VERB.opened, SECTION_VERB.changed], among: sections.map((id) => activity(tenant, 'sections', id).id), upTo: pos })
  return new Map(told.filter((s) => s.authority === 'command').flatMap((s) => {
    const days = daysTold(s)
    return days === null ? [] : [[activityName(s.object), days] as const]
  }))
}
