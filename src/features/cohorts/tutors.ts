import { randomUUID } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { House, StaffRole } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { limaDay, published } from './sections.ts'
import { REFUSAL } from './words.ts'

declare module '../../lib/database.ts' {
  interface Tables {
    section_tutor: {
      id: string; tenant: string; section: string; staff: string; since: Date; assigned_by: string
      until: Date | null; ended_by: string | null
    }
  }
}

export interface Assignment {
  readonly id: string
  readonly tenant: string
  readonly section: string
  readonly staff: string
  readonly by: string
  readonly at: Date
}

/** Puts a tutor in charge of a section; 409 when she is already. */
export async function assignTutor(db: Db, a: Assignment): Promise<void> {
  const added = await db.insertInto('section_tutor')
    .values({ id: a.id, tenant: a.tenant, section: a.section, staff: a.staff, since: a.at, assigned_by: a.by, until: null, ended_by: null })
    .onConflict((oc) => oc.columns(['tenant', 'section', 'staff']).where('until', 'is', null).doNothing())
    .returning('id').executeTakeFirst()
  if (!added) throw new Problem(409, 'tutor-already', REFUSAL.tutorAlready)
}

/** Ends a tutor's charge of a section; the row stays. False when she had none. */
export async function releaseTutor(db: Db, a: Omit<Assignment, 'id'>): Promise<boolean> {
  const row = await db.updateTable('section_tutor').set({ until: a.at, ended_by: a.by })
    .where('tenant', '=', a.tenant).where('section', '=', a.section).where('staff', '=', a.staff).where('until', 'is', null)
    .returning('id').executeTakeFirst()
  return row !== undefined
}

/** Staff ids in charge now, by section. */
export async function tutorsBySection(db: Db, tenant: string, sections: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.selectFrom('section_tutor').select(['section', 'staff'])
    .where('tenant', '=', tenant).where('section', '=', sql<string>`any(${[...sections]}::text[])`).where('until', 'is', null).orderBy('since').execute()
  const found = new Map<string, string[]>()
  for (const row of rows) found.set(row.section, [...(found.get(row.section) ?? []), row.staff])
  return found
}

/** Ids of the sections that a tutor is in charge of now. */
export async function sectionsOfTutor(db: Db, tenant: string, staff: string): Promise<string[]> {
  const rows = await db.selectFrom('section_tutor').select('section')
    .where('tenant', '=', tenant).where('staff', '=', staff).where('until', 'is', null).orderBy('section').execute()
  return rows.map((r) => r.section)
}

/** Is this staff member in charge, now, of a section in which the person is enrolled or was (and not annulled)? */
export async function isTutorOf(db: Db, staff: string, tenant: string, agent: string): Promise<boolean> {
  const row = await db.selectFrom('section_tutor')
    .innerJoin('enrolment', (join) => join.onRef('enrolment.tenant', '=', 'section_tutor.tenant').onRef('enrolment.section', '=', 'section_tutor.section'))
    .select('section_tutor.id').where('section_tutor.tenant', '=', tenant).where('section_tutor.staff', '=', staff)
    .where('section_tutor.until', 'is', null).where('enrolment.agent', '=', agent).where('enrolment.state', '<>', 'annulled')
    .executeTakeFirst()
  return row !== undefined
}

/** Everybody who is or was in a section of hers and not annulled: a question that gives the agents. */
export const agentsOfTutor = (tenant: string, staff: string): RawBuilder<unknown> => sql`select e.agent from section_tutor t join enrolment e on e.tenant = t.tenant and e.section = t.section
  where t.tenant = ${tenant} and t.staff = ${staff} and t.until is null and e.state <> 'annulled'`

/** How many sections she is in charge of: by being a tutor of one programme, or anywhere. */
export async function sectionsHeld(db: Db, staff: string, of: { readonly tenant: string; readonly role: StaffRole } | null): Promise<number> {
  if (of && of.role !== 'tutor') return 0
  let query = db.selectFrom('section_tutor').select(sql<number>`count(*)::int`.as('n')).where('staff', '=', staff).where('until', 'is', null)
  if (of) query = query.where('tenant', '=', of.tenant)
  return (await query.executeTakeFirstOrThrow()).n
}

/** Gives every section of one tutor to another; where he is in charge already, hers just ends. Answers how many were hers. */
export async function handSections(tx: Tx, { tenant, from, to, by, at }: { tenant: string; from: string; to: string; by: string; at: Date }): Promise<number> {
  const ended = await tx.updateTable('section_tutor').set({ until: at, ended_by: by }).where('tenant', '=', tenant).where('staff', '=', from).where('until', 'is', null)
    .returning('section').execute()
  if (ended.length === 0) return 0
  await tx.insertInto('section_tutor').values(ended.map(({ section }) => ({ id: randomUUID(), tenant, section, staff: to, since: at, assigned_by: by, until: null, ended_by: null })))
    .onConflict((oc) => oc.columns(['tenant', 'section', 'staff']).where('until', 'is', null).doNothing()).execute()
  return ended.length
}

/** How many tutors were in charge at a moment of a section that went on that day. */
export async function tutorsTeaching(house: Pick<House, 'db' | 'content'>, tenant: string, at: Date): Promise<number> {
  const day = limaDay(at)
  const files = published(house, tenant).filter((s) => s.starts <= day && s.ends >= day).map((s) => s.id)
  const { rows } = await sql<{ n: number }>`select count(distinct t.staff)::int as n from section_tutor t left join section s on s.tenant = t.tenant and s.section = t.section
    where t.tenant = ${tenant} and t.since <= ${at} and (t.until is null or t.until > ${at})
      and ((s.terms->>'starts' <= ${day} and s.terms->>'ends' >= ${day}) or t.section = any(${files}::text[]))`.execute(house.db)
  return rows[0]?.n ?? 0
}
