import { randomUUID } from 'node:crypto'
import { callPublished, applicationStarted, moved } from '../../src/features/calls/statements.ts'
import { expedienteFrom } from '../../src/features/calls/expediente.ts'
import { basesOf } from '../../src/features/calls/bases.ts'
import { openNewSection } from '../../src/features/cohorts/index.ts'
import { currentCourse } from '../../src/features/courses/index.ts'
import { issueApproved } from '../../src/features/credentials/issuing.ts'
import { registerPerson } from '../../src/features/people/index.ts'
import { documentKey } from '../../src/features/people/sealing.ts'
import { append } from '../../src/record/append.ts'
import { catchUp } from '../../src/record/follow.ts'
import type { Draft } from '../../src/record/statement.ts'
import { actingStaff, personValues, ruleInForceFor, type Acting, type Asked } from '../../test/acting.ts'
import * as h from '../../test/histories/script.ts'
import { didEverything } from '../../test/ready-learner.ts'

export const TENANT = 'piloto'
export const CALL = 'abierta-1'
const IN_A_SECTION = 40
const AGO_MS = 20 * 86_400_000
const GIVEN = ['Rosa', 'Ñusta', 'Óscar', 'Elena', 'Julián', 'Íngrid', 'Wilmer', 'Flor', 'Yeny', 'Edwin', 'Maruja', 'Percy']
const SURNAMES = ['Quispe', 'Mamani', 'Ñahui', 'Chávez', 'Flores', 'Huamán', 'Zúñiga', 'Condori', 'Apaza', 'Sánchez', 'Ccallo', 'Torres', 'Vilca']

/** Somebody whose pages are opened later; she waits for a decision about her application too. */
export interface Known {
  readonly agent: string; readonly person: string; readonly enrolment: string; readonly section: string; readonly name: string; readonly dni: string; readonly expediente: string
}

interface Team { readonly tutor: Acting; readonly executor: Acting; readonly approver: Acting }

/**
 * The people of a base, in sections of forty, without the argon2 of a PIN: of ten, four are enrolled and no more, four have a card seen and
 * the first unit, one has done all, one holds a certificate. Of ten, three have sent an application to the open call and three more were found
 * eligible. Returns one of those in the middle.
 */
export async function populate(house: Asked, people: number): Promise<Known> {
  await ruleInForceFor(house, TENANT)
  const team = { tutor: await actingStaff(house, 'Tania Tutora', ['tutor']), executor: await actingStaff(house, 'Elsa Ejecuta', ['executor']), approver: await actingStaff(house, 'Aida Aprueba', ['approver']) }
  await append(house, { scopes: [] }, () => [callPublished({ tenant: TENANT, call: CALL, at: house.clock(), by: team.approver.id }, basesOf(house, TENANT, CALL)?.sha256 ?? '')])
  const known: Known[] = []
  for (let from = 0; from < people; from += IN_A_SECTION) {
    const section = `base-${from / IN_A_SECTION + 1}`
    await opened(house, section, team.executor)
    const some = Array.from({ length: Math.min(IN_A_SECTION, people - from) }, (_, i) => somebody(from + i, section))
    await arrive(house, some, from, team)
    known.push(...some)
  }
  const approved = await house.db.selectFrom('certification').select('approval').where('tenant', '=', TENANT).where('step', '=', 'approved').execute()
  for (const { approval } of approved) await issueApproved(house, TENANT, approval ?? '')
  await catchUp(house)
  const her = known[Math.floor(people / 2)]!
  await house.db.insertInto('section_tutor').values({ id: randomUUID(), tenant: TENANT, section: her.section, staff: team.tutor.id, since: house.clock(), assigned_by: team.executor.id, until: null, ended_by: null }).execute()
  return her
}

async function opened(house: Asked, section: string, executor: Acting): Promise<void> {
  await openNewSection(house, { tenant: TENANT, id: section, by: executor.id }, {
    terms: {
      title: { es: `Noche ${section}`, en: `Evening ${section}` }, mode: 'virtual', shift: { es: 'Martes y jueves, 19:00–21:00', en: 'Tuesdays and Thursdays, 19:00–21:00' },
      capacity: IN_A_SECTION, starts: '2026-03-02', ends: endOf(section), course: 'base', call: null,
    }, organisation: null, site: null,
  })
}

/** Every third section is over, on one of many days. */
function endOf(section: string): string {
  const n = Number(section.split('-')[1])
  return n % 3 === 0 ? `2026-0${7 + (n % 2)}-${10 + (n % 18)}` : '2027-12-20'
}

function somebody(n: number, section: string): Known {
  const name = `${GIVEN[n % GIVEN.length]} ${SURNAMES[n % SURNAMES.length]} ${SURNAMES[(n * 5 + 1) % SURNAMES.length]}`
  return { agent: randomUUID(), person: randomUUID(), enrolment: randomUUID(), section, name, dni: String(47_000_000 + n), expediente: expedienteFrom(crypto.getRandomValues(new Uint8Array(32))) }
}

async function arrive(house: Asked, some: readonly Known[], from: number, team: Team): Promise<void> {
  await append(house, { scopes: [] }, async (tx) => {
    const drafts: Draft[] = []
    for (const [i, her] of some.entries()) {
      const n = from + i
      const made = personValues({ name: her.name, phone: `+519${String(10_000_000 + n).padStart(8, '0')}`, born: `${1950 + (n % 55)}-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`, sex: n % 2 ? 'female' : 'male' })
      const values = { ...made, document: { ...made.document, number: her.dni } }
      const registration = { values, person: her.person, agent: her.agent, resumes: false, documentKey: documentKey(house.keys, values.document), pin: `none ${her.agent}`, scopes: [] }
      const entry = await registerPerson(house, tx, registration, TENANT)
      drafts.push(...entry.drafts, ...applied(house, her, n, team), ...historyOf(house, her, n % 10, team))
    }
    return drafts
  })
}

function applied(house: Asked, { agent, expediente }: Known, n: number, { executor }: Team): Draft[] {
  if (n % 10 >= 6) return []
  const about = { tenant: TENANT, agent, expediente, at: new Date(house.clock().getTime() - AGO_MS) }
  return [applicationStarted(about, CALL), moved('applied', about), ...(n % 10 >= 3 ? [moved('foundEligible', { ...about, by: executor.id })] : [])]
}

function historyOf(house: Asked, { agent, enrolment, section }: Known, kind: number, { tutor, executor, approver }: Team): Draft[] {
  const s = h.script(TENANT, new Date(house.clock().getTime() - AGO_MS).toISOString(), enrolment)
  h.enrolled(s, agent, enrolment, { section })
  if (kind >= 4 && kind < 8) {
    h.identityChecked(s, agent, { by: randomUUID(), second: randomUUID() })
    h.completed(s, agent, enrolment, 'que-es-la-ia', 13, { version: currentCourse(house, 'base')?.hash ?? '' })
  }
  if (kind >= 8) didEverything(house, s, { agent, enrolment }, { tutor: tutor.id })
  if (kind === 9) {
    h.proposed(s, agent, enrolment, { by: executor.id })
    h.approved(s, agent, enrolment, { by: approver.id })
  }
  return s.lines.map((line) => line.draft)
}
