import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expedienteFrom } from '../../src/features/calls/expediente.ts'
import { applicationStarted, moved } from '../../src/features/calls/statements.ts'
import { issueApproved } from '../../src/features/credentials/issuing.ts'
import { registerPerson } from '../../src/features/people/index.ts'
import { append } from '../../src/record/append.ts'
import { catchUp } from '../../src/record/follow.ts'
import type { Draft } from '../../src/record/statement.ts'
import { personValues } from '../acting.ts'
import * as h from '../histories/script.ts'
import { didEverything } from '../ready-learner.ts'
import { courseOf } from './courses.ts'
import { CALL, OTHER_SECTION, SECTION, TENANT, type Place } from './place.ts'

export const MANY = 5000
const AT_ONCE = 50
const SECTIONS = [SECTION, OTHER_SECTION, 'a-tu-ritmo-1']
/** How far each fifth of the crowd came. */
const REACHED = ['applied', 'enrolled', 'ready', 'proposed', 'certified'] as const

interface Somebody { readonly person: string; readonly agent: string; readonly enrolment: string; readonly reached: (typeof REACHED)[number]; readonly section: string }

/** 5,000 persons with everything that hangs on them, each list of the house with thousands of lines. */
export async function crowd(place: Place): Promise<void> {
  const all: Somebody[] = Array.from({ length: MANY }, (_, i) => ({
    person: randomUUID(), agent: randomUUID(), enrolment: randomUUID(), reached: REACHED[i % REACHED.length] ?? 'applied', section: SECTIONS[i % SECTIONS.length] ?? SECTION,
  }))
  for (let from = 0; from < MANY; from += AT_ONCE) await arrive(place, all.slice(from, from + AT_ONCE), from)
  await certify(place)
  await besides(place, all)
  await sql`analyze`.execute(place.house.db)
  await catchUp(place.house)
}

const GIVEN = ['Rosa', 'Ñusta', 'Óscar', 'Elena', 'Julián', 'Íngrid', 'Wilmer', 'Flor']
const SURNAMES = ['Quispe', 'Mamani', 'Ñahui', 'Chávez', 'Flores', 'Huamán', 'Zúñiga']

/** Registered without the argon2 of a real PIN: 5,000 of those take minutes. */
async function arrive(place: Place, some: readonly Somebody[], from: number): Promise<void> {
  const { house } = place
  await append(house, { scopes: [] }, async (tx) => {
    const drafts: Draft[] = []
    for (const [i, one] of some.entries()) {
      const n = from + i
      const values = personValues({ name: `${GIVEN[n % GIVEN.length]} ${SURNAMES[n % SURNAMES.length]} ${SURNAMES[(n * 3) % SURNAMES.length]}` })
      const entry = await registerPerson(house, tx, { values, person: one.person, agent: one.agent, resumes: false, documentKey: randomUUID(), pin: '', scopes: [] }, TENANT)
      drafts.push(...entry.drafts, ...historyOf(place, one))
    }
    return drafts
  })
}

function historyOf({ house, staff }: Place, { agent, enrolment, reached, section }: Somebody): Draft[] {
  const about = { tenant: TENANT, agent, expediente: expedienteFrom(crypto.getRandomValues(new Uint8Array(32))), at: house.clock() }
  const applied = [applicationStarted(about, CALL), moved('applied', about)]
  if (reached === 'applied') return applied
  const until = new Date(house.clock().getTime() + 3_600_000).toISOString()
  const chosen = [moved('foundEligible', { ...about, by: staff.executor.id }, { reasons: [] }), moved('selected', about, { round: 1, rank: 1, until }), moved('accepted', about, { section, enrolment })]
  const s = h.script(TENANT, new Date(house.clock().getTime() - 10 * 86_400_000).toISOString(), enrolment)
  h.enrolled(s, agent, enrolment, { section })
  if (reached !== 'enrolled') didEverything(house, s, { agent, enrolment })
  if (reached === 'proposed' || reached === 'certified') h.proposed(s, agent, enrolment, { by: staff.executor.id })
  if (reached === 'certified') h.approved(s, agent, enrolment, { by: staff.approver.id })
  return [...applied, ...chosen, ...s.lines.map((line) => line.draft)]
}

async function certify({ house }: Place): Promise<void> {
  const approved = await house.db.selectFrom('certification').select('approval').where('tenant', '=', TENANT).where('step', '=', 'approved').execute()
  for (const { approval } of approved) await issueApproved(house, TENANT, approval ?? '')
}

/** What is no statement: works that wait for a tutor, reports, checks of cards, staff and its log, sessions. */
async function besides({ house, staff }: Place, all: readonly Somebody[]): Promise<void> {
  const { id: course, hash, product, units } = courseOf(house)
  const waiting = all.filter((one) => one.reached === 'enrolled')
  const column = (pick: (one: Somebody) => string): string[] => waiting.map(pick)
  await sql`insert into product_submission (id, tenant, agent, enrolment, section, course, course_version, product, attempt, sealed, pictures, ai, salt, submitted)
    select gen_random_uuid(), ${TENANT}, agent, enrolment, section, ${course}, ${hash}, ${product.id}, 1, '\\x00', '[]', 'some', '\\x00', ${house.clock()}
    from unnest(${column((w) => w.agent)}::text[], ${column((w) => w.enrolment)}::uuid[], ${column((w) => w.section)}::text[]) as w(agent, enrolment, section)`.execute(house.db)
  await sql`insert into lesson_report (id, tenant, enrolment, course, version, unit, lang, section, text, reported)
    select gen_random_uuid(), ${TENANT}, ${waiting[0]?.enrolment ?? ''}::uuid, ${course}, ${hash}, ${units[0]?.id ?? ''}, 'es', '', 'No se ve la figura.', ${house.clock()}
    from generate_series(1, ${MANY})`.execute(house.db)
  await sql`insert into identity_proposal (id, tenant, person, document, proposed_by, at)
    select gen_random_uuid(), ${TENANT}, person, id, ${staff.tutor.id}, ${house.clock()} from identity_document
    where person = any(${all.filter((one) => one.reached === 'applied').map((one) => one.person)}::uuid[])`.execute(house.db)
  await sql`insert into staff (id, name, handle, created) select gen_random_uuid(), 'Persona ' || n, 'equipo-' || n, ${house.clock()} from generate_series(1, ${MANY}) n`.execute(house.db)
  await sql`insert into staff_role (staff, tenant, role, granted) select id, ${TENANT}, 'tutor', ${house.clock()} from staff where handle like 'equipo-%'`.execute(house.db)
  await sql`insert into staff_log (id, at, staff, action, tenant, person) select gen_random_uuid(), ${house.clock()}, ${staff.executor.id}, 'document-seen', ${TENANT}, person
    from unnest(${all.map((one) => one.person)}::uuid[]) as p(person)`.execute(house.db)
  await sql`insert into session (token, id, person, started, seen, ends) select decode(md5(person::text), 'hex'), gen_random_uuid(), person, ${house.clock()}, ${house.clock()}, ${house.clock()}::timestamptz + interval '1 day'
    from unnest(${all.map((one) => one.person)}::uuid[]) as p(person)`.execute(house.db)
}
