import { callApplications } from '../features/calls/index.ts'
import { DEMO_PROGRAMME } from '../lib/config.ts'
import { applies, accepts, corrects, declines, type Applicant } from './learner.ts'
import { lives } from './life.ts'
import { DAYS, HOUR_MS, type PlannedCall } from './plan.ts'
import { resultsOf } from './results.ts'
import { pairsIn, type Casting } from './pairs.ts'
import { makePerson, type DemoPerson } from './person.ts'
import { deckOf, earlyOf, lateOf, storyOf, type Early, type Late, type StoryName } from './stories.ts'
import { diceOf, later, moment, OFFICE, pair, type World } from './world.ts'
import { NOTES } from './words.ts'

/** For so many days after the draw offers are looked at in the evening: some have lapsed, others have moved up. */
const LOOKS = 13
/** An offer stands for 72 hours, and a day may pass before it is looked at. */
const ANSWERS_WITHIN_HOURS = 40

/** Whose document and PIN are printed at the end. */
const SHOWN: ReadonlySet<StoryName> = new Set(['not-started', 'unit-2', 'certified'])

/** One call from its first application to the answers of those who were drawn. `from`: number of its first person. */
export function callLives(world: World, call: PlannedCall, index: number, from: number): void {
  const known = new Map<string, Applicant>()
  const casting = pairsIn(world, call, index)
  for (let i = 0; i < call.early + call.late; i++) {
    const n = from + i
    const early = i < call.early
    const kind = early ? (casting.has(i) ? 'in-draw' : earlyOf(world.seed, index, i)) : lateOf(call, i - call.early)
    const person = makePerson(world.seed, n, call.department, world.first, isMinor(kind, n) ? 'young' : 'adult')
    applicant(world, call, casting.get(i)?.as(n, from, call.department) ?? person, early ? { early: kind as Early } : { late: kind as Late }, known)
  }
  draws(world, call, 'first')
  answers(world, call, index, known, casting, from)
  resultsOf(world, call, index, known)
  if (!call.scarce && call.late > 0) draws(world, call, 'late')
}

const isMinor = (kind: Early | Late, n: number): boolean => kind === 'not-eligible' && n % 2 === 0

function applicant(world: World, call: PlannedCall, person: DemoPerson, { early, late }: { early?: Early; late?: Late }, known: Map<string, Applicant>): void {
  const c = diceOf(world, `apply ${person.n}`)
  const [first, last] = early ? DAYS.apply : DAYS.applyLate
  const applied = moment(world, c.from(first, last), c, 'study')
  const her: { now?: Applicant } = {}
  const plan = (time: number, act: (who: Applicant) => Promise<unknown>): number => {
    world.schedule.add(time, call.id, async () => {
      if (!her.now) throw new TypeError(`demo: person ${person.n} has not applied`)
      await act(her.now)
    })
    return time
  }
  world.schedule.add(applied, call.id, async () => {
    her.now = await applies(world, person, call.id, early !== 'abandoned' && late !== 'started')
    known.set(her.now.expediente, her.now)
  })
  decided(world, call, person, { early, late }, plan)
  if (early === 'gave-up') plan(later(world, applied, 1, c, 'study'), declines)
}

/** What a named member of the office decides about her application, and when. */
function decided(world: World, call: PlannedCall, person: DemoPerson, { early, late }: { early: Early | undefined; late: Late | undefined }, plan: (time: number, act: (who: Applicant) => Promise<unknown>) => number): void {
  const c = diceOf(world, `decide ${person.n}`)
  const [by] = pair(world.office.executors, person.n)
  const [first, last] = early ? DAYS.decide : DAYS.decideLate
  const decide = (time: number, fields: Record<string, string>): number =>
    plan(time, (who) => by.post(`${OFFICE}/calls/${call.id}/applications/${who.expediente}/decide`, fields, 'a decision'))
  const eligible = { decision: 'eligible' }
  const returned = c.often(0.5) ? { decision: 'return', remarks: 'document', note: NOTES.document } : { decision: 'return', remarks: 'phone', note: NOTES.phone }
  const day = moment(world, c.from(first, last), c, 'office')
  switch (early ?? late) {
    case 'in-draw': case 'offered': decide(day, eligible); break
    // After the list of the late draw was closed: she waits for the next one.
    case 'eligible': decide(moment(world, DAYS.drawLate, c, 'office'), eligible); break
    case 'not-eligible': decide(day, person.minor ? { decision: 'not-eligible', reasons: 'under-age', note: NOTES.underAge } : { decision: 'not-eligible', reasons: 'not-true', note: NOTES.notTrue }); break
    case 'stays-returned': case 'returned': decide(day, returned); break
    case 'corrects': {
      const sent = plan(later(world, decide(moment(world, first, c, 'office'), returned), 1, c, 'study'), corrects)
      decide(later(world, sent, 1, c, 'office'), eligible)
      break
    }
    case 'corrected': plan(later(world, decide(moment(world, first, c, 'office'), returned), 1, c, 'study'), corrects); break
    default:
  }
}

function draws(world: World, call: PlannedCall, round: 'first' | 'late'): void {
  const c = diceOf(world, `draw ${call.id} ${round}`)
  const [by] = pair(world.office.executors, Number(call.department))
  const [freeze, draw] = round === 'first' ? [DAYS.freeze, DAYS.draw] : [DAYS.freezeLate, DAYS.drawLate]
  const at = `${OFFICE}/calls/${call.id}`
  world.schedule.add(moment(world, freeze, c, 'office'), call.id, async () => { await by.post(`${at}/freeze`, { confirm: 'yes' }, 'closing a list') })
  const value = Array.from({ length: 6 }, () => c.from(1, 50)).join(' ')
  world.schedule.add(moment(world, draw, c, 'office'), call.id, async () => {
    await by.post(`${at}/draw`, { confirm: 'yes', value, source: 'Números inventados para la demostración' }, 'a draw')
    world.wantJobs()
  })
}

/**
 * Whoever was offered a place answers. Which of the people are drawn is the lottery's to say; how many, and what becomes of the first,
 * second, … of them follows from the seed alone, and so do the figures.
 */
function answers(world: World, call: PlannedCall, index: number, known: ReadonlyMap<string, Applicant>, casting: Casting, from: number): void {
  const next = deckOf(world.seed, index)
  const asked = new Set<string>()
  const taken = new Map<string, number>()
  for (let look = 0; look < LOOKS; look++) {
    const c = diceOf(world, `look ${call.id} ${look}`)
    world.schedule.add(world.first + (DAYS.draw + look) * 24 * HOUR_MS + 20 * HOUR_MS, call.id, async () => {
      const offered = (await callApplications(world.site.house.db, DEMO_PROGRAMME, call.id, ['selected'])).filter((row) => !asked.has(row.expediente))
      const people = offered.flatMap((row) => known.get(row.expediente) ?? []).toSorted((a, b) => a.person.n - b.person.n)
      for (const who of people) {
        asked.add(who.expediente)
        const cast = casting.get(who.person.n - from)
        answersOffer(world, call, who, cast?.story ?? next(), c.from(60, ANSWERS_WITHIN_HOURS * 60), taken, cast?.placed)
      }
      world.wantSettled()
    })
  }
}

function answersOffer(
  world: World, call: PlannedCall, who: Applicant, name: StoryName, minutes: number, taken: Map<string, number>, placed: ((who: Applicant) => void) | undefined,
): void {
  const story = storyOf(name)
  const c = diceOf(world, `answer ${who.person.n}`)
  const time = world.site.house.clock().getTime() + minutes * 60_000
  if (SHOWN.has(name)) world.keep(name, who)
  if (story.answers === 'never') return
  if (story.answers === 'declines') {
    world.schedule.add(time, call.id, () => declines(who))
    return
  }
  world.schedule.add(time, call.id, async () => {
    const open = call.sections.filter((s) => (taken.get(s.id) ?? 0) < s.capacity)
    const section = c.one(open).id
    taken.set(section, (taken.get(section) ?? 0) + 1)
    lives(world, await accepts(world, who, section), name, time)
    placed?.(who)
  })
}
