import { limaDay } from '../features/people/index.ts'
import { DEMO_PROGRAMME } from '../lib/config.ts'
import { HOLDS_DAYS } from './content.ts'
import { callFiles } from './lists.ts'
import { DAY_MS, DAYS, HOUR_MS, REFUERZO, REFUERZO_DAY } from './plan.ts'
import { found } from './site.ts'
import type { StaffMember } from './staff.ts'
import { diceOf, moment, OFFICE, tutorOf, type World } from './world.ts'

/** What the office itself does in the demo's months: the agreement, who carries it out, its own sections, its lists and its monthly cuts. */
export function officeMonths(world: World): void {
  const [executor] = world.office.executors
  if (!executor) throw new TypeError('demo: no executor')
  entities(world, executor)
  agreement(world)
  ownSections(world, executor)
  releases(world)
  callFiles(world, executor)
}

interface Entity { readonly name: string; readonly slug: string; readonly kinds: string }

/** Invented, and their names say so. */
const PARTIES: readonly Entity[] = [
  { name: 'Ministerio de Demo', slug: 'ministerio-de-demo', kinds: 'party' },
  { name: 'Empresa Tecnológica de Demo', slug: 'empresa-tecnologica-de-demo', kinds: 'party' },
]
const EXECUTORS: readonly Entity[] = [
  { name: 'Instituto Wayra de Demo', slug: 'instituto-wayra-de-demo', kinds: 'executor' },
  { name: 'Universidad Qori de Demo', slug: 'universidad-qori-de-demo', kinds: 'executor' },
]
const VERIFIER: Entity = { name: 'Contadores Verificadores de Demo', slug: 'contadores-verificadores-de-demo', kinds: 'verifier' }

/** The two entities share the calls by turns; one coordinator sees the first one's people and nobody else. */
function entities(world: World, executor: StaffMember): void {
  const { office, first } = world
  const add = (time: number, by: StaffMember, path: string, fields: Record<string, string>, what: string): void =>
    world.schedule.add(time, 'office', async () => { await by.post(path, fields, what) })
  for (const [i, { name, kinds }] of [...PARTIES, ...EXECUTORS, VERIFIER].entries()) {
    add(first + 15 * HOUR_MS + i * 60_000, executor, `${OFFICE}/organisations`, { name, ruc: '', kinds }, 'an organisation')
  }
  add(first + 15 * HOUR_MS + HOUR_MS / 2, office.admin, `/office/staff/${office.entity.id}/roles`, {
    tenant: DEMO_PROGRAMME, role: 'executor', organisation: `${DEMO_PROGRAMME}/${EXECUTORS[0]?.slug ?? ''}`,
  }, 'a role for an entity')
  for (const [i, call] of world.calls.entries()) {
    for (const section of call.sections) {
      const organisation = EXECUTORS[i % EXECUTORS.length]?.slug ?? ''
      add(first + DAY_MS + 9 * HOUR_MS, executor, `${OFFICE}/sections/${section.id}/change`, { organisation, site: '' }, 'the entity of a section')
    }
  }
}

const ADDENDUM_DAY = 90
/** How much more the addendum wants. */
const MORE = 1.25

/** Two owners sign; three months later an addendum wants more people, and both targets stay to be read, dated. */
function agreement(world: World): void {
  const { office, calls } = world
  const [proposes, signs] = office.approvers
  if (!proposes || !signs) throw new TypeError('demo: two approvers are needed')
  const people = calls.reduce((sum, call) => sum + call.early + call.late, 0)
  const day = (n: number): string => limaDay(new Date(world.first + n * DAY_MS)).split('-').toReversed().join('/')
  const paper = (from: number, kind: string, target: number): void => {
    const at = world.first + from * DAY_MS + 15 * HOUR_MS
    world.schedule.add(at, 'office', async () => {
      const form = new FormData()
      const fields = { kind, signed: day(from), place: 'Lima', from: day(from), until: kind === 'agreement' ? day(HOLDS_DAYS) : '', target: String(target), targets: '', earlier: '', open: 'yes' }
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      for (const { slug } of PARTIES) form.append('parties', slug)
      form.append('file', new Blob([`%PDF-1.4\n% ${kind} de la demostración: un documento inventado\n%%EOF\n`], { type: 'application/pdf' }), 'convenio.pdf')
      await proposes.send(`${OFFICE}/agreement`, form, 'a paper')
    })
    world.schedule.add(at + 60_000, 'office', async () => {
      const { raw } = await world.site.house.db.selectFrom('statement').select('raw').where('tenant', '=', DEMO_PROGRAMME).where('verb', 'like', '%/agreement-proposed')
        .orderBy('pos', 'desc').limit(1).executeTakeFirstOrThrow()
      const hash = found(raw ?? '', /ext\/hash":"([0-9a-f]{64})"/)
      for (const owner of [proposes, signs]) await owner.post(`${OFFICE}/agreement/sign`, { hash }, 'a signature under a paper')
    })
  }
  paper(1, 'agreement', people)
  paper(ADDENDUM_DAY, 'addendum', Math.round(people * MORE))
}

/** A form of the office carries the id that names what it makes. */
const FORM = (name: string): string => `0de30000-0000-4000-8000-${name.padStart(12, '0')}`
function ownSections(world: World, executor: StaffMember): void {
  const c = diceOf(world, 'own sections')
  const day = (n: number): string => limaDay(new Date(world.first + n * DAY_MS))
  world.schedule.add(moment(world, REFUERZO_DAY - 1, c, 'office'), 'office', async () => {
    await executor.post(`${OFFICE}/sites`, { id: FORM('1'), name: 'Casa Comunal Sol Naciente (inventada)', district: 'Juliaca, San Román', childcare: 'yes', signal: 'weak' }, 'a site')
  })
  world.schedule.add(moment(world, REFUERZO_DAY, c, 'office'), 'office', async () => {
    await executor.post(`${OFFICE}/open-section`, {
      id: FORM('2'), title: 'Refuerzo', title_en: 'Extra help', mode: 'a-distancia', capacity: '500', starts: day(REFUERZO_DAY), ends: day(700), course: 'base', call: '',
      organisation: EXECUTORS[0]?.slug ?? '',
    }, 'a section')
    await executor.post(`${OFFICE}/sections/${REFUERZO}/tutors`, { staff: tutorOf(world, world.calls[0]?.sections[0]?.id ?? '').id }, 'a tutor')
  })
}

/** The last two months that are over get their cuts: prepared on the third, published on the fifth. */
function releases(world: World): void {
  const [executor] = world.office.executors
  const [, approver] = world.office.approvers
  if (!executor || !approver) throw new TypeError('demo: no office')
  for (const { month, begins } of monthsOver(world).slice(-2)) {
    const c = diceOf(world, `release ${month}`)
    const at = (day: number): number => moment({ first: begins }, day - 1, c, 'office')
    world.schedule.add(at(3), 'office', async () => {
      await executor.post(`${OFFICE}/releases`, { month }, 'a cut')
      world.wantJobs()
    })
    world.schedule.add(at(5), 'office', async () => { await approver.post(`${OFFICE}/releases/${month}.1/publish`, { sure: 'yes' }, 'a release') })
  }
}

/** Months that were over before the demo's last week, with the midnight in Lima that began the next one. */
function monthsOver({ first, until }: World): { month: string; begins: number }[] {
  const months: { month: string; begins: number }[] = []
  for (let day = 0; first + day * DAY_MS < until - 7 * DAY_MS && day < DAYS.length; day++) {
    const [now, next] = [limaDay(new Date(first + day * DAY_MS)), limaDay(new Date(first + (day + 1) * DAY_MS))]
    if (now.slice(0, 7) !== next.slice(0, 7)) months.push({ month: now.slice(0, 7), begins: first + (day + 1) * DAY_MS })
  }
  return months
}
