import type { Selectable } from 'kysely'
import type { Db } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { agentId, readExt } from '../../record/statement.ts'
import { activityName } from '../programmes/index.ts'
import { CANCELLED, MODES, PLANNED, type Mode } from './statements.ts'

interface ClassSessionTable {
  session: string
  tenant: string
  section: string
  starts: Date
  ends: Date
  minutes: number
  mode: Mode
  site: string
  made_by: string
  /** Made on a phone whose clock nobody could check. */
  skewed: boolean
  /** How many ms the QR of that phone was ahead of us. */
  clock_off: number
  cancelled: boolean
  pos: number
}
export type ClassSession = Selectable<ClassSessionTable>

declare module '../../lib/database.ts' {
  interface Tables { class_session: ClassSessionTable }
}

/** One row a session; appended under its section's scope. */
export const classSession: Inline = {
  kind: 'inline',
  table: 'class_session',
  version: 2,
  columns: `session text primary key, tenant text not null, section text not null, starts timestamptz not null, ends timestamptz not null,
    minutes int not null, mode text not null, site text not null, made_by text not null, skewed boolean not null, clock_off float8 not null,
    cancelled boolean not null, pos bigint not null`,
  indexes: ['on class_session (tenant, section, starts)', 'on class_session (tenant, starts) where not cancelled'],
  verbs: [PLANNED, CANCELLED],
  authorities: ['command'],
  apply: async (tx, s) => {
    const session = activityName(s.object)
    if (s.verb === CANCELLED) {
      await tx.updateTable('class_session').set({ cancelled: true }).where('session', '=', session).where('tenant', '=', s.tenant).execute()
      return
    }
    const read = (name: string): unknown => readExt(s.statement, name)
    const off = read('clockOff')
    await tx.insertInto('class_session').values({
      session, tenant: s.tenant, section: String(read('section')), starts: new Date(String(read('starts'))), ends: new Date(String(read('ends'))),
      minutes: Number(read('minutes')), mode: MODES.find((m) => m === read('mode')) ?? 'presencial', site: String(read('site')),
      made_by: agentId(s.statement.actor) ?? '', skewed: read('skewed') === true, clock_off: typeof off === 'number' ? off : 0, cancelled: false, pos: s.pos,
    }).onConflict((oc) => oc.column('session').doNothing()).execute()
  },
}

const COLUMNS = ['session', 'tenant', 'section', 'starts', 'ends', 'minutes', 'mode', 'site', 'made_by', 'skewed', 'clock_off', 'cancelled', 'pos'] as const

export async function sessionById(db: Db, tenant: string, id: string): Promise<ClassSession | undefined> {
  // From an address it may be anything.
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined
  return db.selectFrom('class_session').select(COLUMNS).where('session', '=', id).where('tenant', '=', tenant).executeTakeFirst()
}

/** Whose programme a session is: its QR names nothing else. */
export async function anySession(db: Db, id: string): Promise<ClassSession | undefined> {
  return db.selectFrom('class_session').select(COLUMNS).where('session', '=', id).executeTakeFirst()
}

/** Sessions of sections that stand and touch a stretch of time, in order. */
export async function sessionsBetween(db: Db, tenant: string, sections: readonly string[], from: Date, to: Date): Promise<ClassSession[]> {
  if (sections.length === 0) return []
  return db.selectFrom('class_session').select(COLUMNS).where('tenant', '=', tenant).where('section', 'in', [...sections])
    .where('cancelled', '=', false).where('starts', '<', to).where('ends', '>', from).orderBy('starts').orderBy('session').execute()
}

/** Every session of a section, the latest first, cancelled ones too. */
export async function sessionsOf(db: Db, tenant: string, section: string): Promise<ClassSession[]> {
  return db.selectFrom('class_session').select(COLUMNS).where('tenant', '=', tenant).where('section', '=', section)
    .orderBy('starts', 'desc').orderBy('session').limit(500).execute()
}
