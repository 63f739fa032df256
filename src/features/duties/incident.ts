import { sql, type ColumnType, type Selectable } from 'kysely'
import type { StaffRole } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { readExt } from '../../record/statement.ts'
import { activityName } from '../programmes/index.ts'
import { DUTY_VERB, INCIDENT_KINDS, STEPS, type IncidentKind, type Step } from './statements.ts'

/** Who writes incidents down and sees to them. */
export const WRITERS = ['executor', 'approver', 'administrator'] as const satisfies readonly StaffRole[]

/** One thing that was done, with when it was done and when somebody wrote it down. */
export interface StepDone {
  readonly id: string
  readonly step: Step
  /** ISO moments. */
  readonly done: string
  readonly noted: string
  readonly by: string
}

interface IncidentTable {
  incident: string
  tenant: string
  kind: IncidentKind
  known: Date
  due: Date
  affected: number | null
  by_staff: string
  at: Date
  pos: number
  steps: ColumnType<StepDone[], string, string>
  /** When the authority was told, and the position at which that was written down. */
  told: Date | null
  told_pos: number | null
  ended: Extract<Step, 'closed' | 'false-alarm'> | null
  ended_pos: number | null
}
export type Incident = Selectable<IncidentTable>

declare module '../../lib/database.ts' {
  interface Tables { incident: IncidentTable }
}

export const incidentScope = (tenant: string, id: string): string => `incident:${tenant}:${id}`

/** One row an incident; ordered under its own scope. */
export const incident: Inline = {
  kind: 'inline',
  table: 'incident',
  version: 1,
  columns: `incident uuid primary key, tenant text not null, kind text not null, known timestamptz not null, due timestamptz not null, affected int, by_staff text not null,
    at timestamptz not null, pos bigint not null, steps jsonb not null, told timestamptz, told_pos bigint, ended text, ended_pos bigint`,
  indexes: ['on incident (tenant, known desc, incident)', 'on incident (tenant, due) where ended is null'],
  verbs: [DUTY_VERB.incident, DUTY_VERB.step],
  authorities: ['command'],
  apply: async (tx, s) => {
    const read = (name: string): unknown => readExt(s.statement, name)
    const id = activityName(s.object)
    if (s.verb === DUTY_VERB.incident) {
      const affected = read('affected')
      await tx.insertInto('incident').values({
        incident: id, tenant: s.tenant, kind: INCIDENT_KINDS.find((one) => one === read('incidentKind')) ?? 'other', known: new Date(String(read('knownAt'))),
        due: new Date(String(read('dueAt'))), affected: typeof affected === 'number' ? affected : null, by_staff: s.actor ?? '', at: s.stored, pos: s.pos,
        steps: '[]', told: null, told_pos: null, ended: null, ended_pos: null,
      }).onConflict((oc) => oc.column('incident').doNothing()).execute()
      return
    }
    const step = STEPS.find((one) => one === read('incidentStep'))
    if (!step) return
    const done: StepDone = { id: s.id, step, done: String(read('doneAt')), noted: s.stored.toISOString(), by: s.actor ?? '' }
    await tx.updateTable('incident').set({
      steps: sql`steps || ${JSON.stringify([done])}::jsonb`,
      ...(step === 'authority-told' ? { told: sql<Date>`coalesce(told, ${done.done}::timestamptz)`, told_pos: sql<number>`coalesce(told_pos, ${s.pos})` } : {}),
      ...(step === 'closed' || step === 'false-alarm' ? { ended: step, ended_pos: s.pos } : {}),
    }).where('tenant', '=', s.tenant).where('incident', '=', id).where(sql<boolean>`not steps @> ${JSON.stringify([{ id: s.id }])}::jsonb`).execute()
  },
}

const COLUMNS = ['incident', 'tenant', 'kind', 'known', 'due', 'affected', 'by_staff', 'at', 'pos', 'steps', 'told', 'told_pos', 'ended', 'ended_pos'] as const

export async function incidentById(db: Db, tenant: string, id: string): Promise<Incident | undefined> {
  return db.selectFrom('incident').select(COLUMNS).where('tenant', '=', tenant).where('incident', '=', id).executeTakeFirst()
}

/** Those that nobody ended, what falls due first before the others; `by`: written down by this member of staff only. */
export async function openIncidents(db: Db, tenant: string, by: string | null = null): Promise<Incident[]> {
  const open = db.selectFrom('incident').select(COLUMNS).where('tenant', '=', tenant).where('ended', 'is', null)
  return (by ? open.where('by_staff', '=', by) : open).orderBy('due').orderBy('incident').limit(100).execute()
}

/** Those that ended, the newest first. */
export async function endedIncidents(db: Db, tenant: string, by: string | null, page: number, limit: number): Promise<Incident[]> {
  const ended = db.selectFrom('incident').select(COLUMNS).where('tenant', '=', tenant).where('ended', 'is not', null)
  return (by ? ended.where('by_staff', '=', by) : ended).orderBy('known', 'desc').orderBy('incident').limit(limit)
    .offset((page - 1) * limit).execute()
}
