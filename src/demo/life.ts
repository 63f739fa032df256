import { WITHDRAWAL_CAUSES } from '../features/cohorts/index.ts'
import { DEMO_PROGRAMME } from '../lib/config.ts'
import { handsIn, levels, studies, triesLab, triesQuiz, type Learner } from './learner.ts'
import { COMMENT_LOW, COMMENTS } from './names.ts'
import { asksAboutCare, dropsOut, movesOn, soughtBy } from './moves.ts'
import { certifies } from './papers.ts'
import { DAY_MS, DAYS } from './plan.ts'
import { storyOf, type StoryName } from './stories.ts'
import { diceOf, later, moment, OFFICE, pair, seesCard, tutorOf, type World } from './world.ts'

/** How many days before the end those who are still at it did their last unit; a quiz and a product come after it. */
const RECENT = [7, 14] as const
/** Not everybody begins when the section does. */
const BEGINS_WITHIN_DAYS = 40

/** Plans everything that somebody with a place does and what others do about it. `lane`: her call. */
export function lives(world: World, who: Learner, name: StoryName, enrolled: number): void {
  const story = storyOf(name)
  const c = diceOf(world, `life ${who.person.n}`)
  const plan = (time: number, act: () => Promise<unknown>): number => {
    world.schedule.add(time, who.call, async () => { await act() })
    return time
  }
  const begins = Math.max(enrolled, world.first + DAYS.sections * DAY_MS)
  asksAboutCare(world, who, begins, plan)
  let now = later(world, begins, c.from(0, BEGINS_WITHIN_DAYS), c, 'study')
  const units = story.units ?? 0
  for (let unit = 1; unit <= units; unit++) {
    // Who is still at it did her last unit a few days ago, and the others before.
    if (story.recent && unit === units) now = Math.max(now + DAY_MS, moment(world, DAYS.length - c.from(...RECENT), c, 'study'))
    if (story.moves && unit === 2) now = movesOn(world, who, story.moves, now, plan)
    if (story.leaves && unit === 2) now = leavesAndReturns(world, who, now, c.one(WITHDRAWAL_CAUSES), plan)
    now = later(world, plan(now, () => studies(world, who, unit)), c.from(0, 3), c, 'study')
  }
  if (story.sought === 'drops-out') dropsOut(world, who, now, plan)
  else if (story.sought) soughtBy(world, who, now + 15 * DAY_MS, true, plan)
  if (story.leaves === 'for-good') {
    const by = pair(world.office.executors, who.person.n)[0]
    plan(later(world, now, c.from(3, 20), c, 'office'), () => by.post(`${OFFICE}/enrolments/${who.enrolment}/withdraw`, { cause: c.one(WITHDRAWAL_CAUSES) }, 'a withdrawal'))
  }
  if (story.quiz) {
    const twice = story.quiz === 'failed' || c.often(0.3)
    if (twice) now = later(world, plan(now, () => triesQuiz(world, who, 1, 6)), 0, c, 'study')
    now = later(world, plan(now, () => triesQuiz(world, who, twice ? 2 : 1, story.quiz === 'failed' ? 5 : c.from(0, 1))), c.from(0, 2), c, 'study')
  }
  if (story.lab) now = later(world, plan(now, async () => { await triesLab(world, who, story.lab ?? 'good'); world.wantJobs() }), 0, c, 'study')
  if (story.product) now = product(world, who, story.product, now, c.from(1, 4))
  const seen = story.card ? cardSeen(world, who, story.card, begins + c.from(1, 12) * DAY_MS) : now
  if (story.paper) certifies(world, who, story, Math.max(now, seen))
  if (story.dies) dies(world, who, later(world, now, c.from(10, 20), c, 'office'))
}

function leavesAndReturns(world: World, who: Learner, now: number, cause: string, plan: (time: number, act: () => Promise<unknown>) => number): number {
  const c = diceOf(world, `leave ${who.person.n}`)
  const [by] = pair(world.office.executors, who.person.n)
  const left = plan(later(world, now, c.from(2, 6), c, 'office'), () => by.post(`${OFFICE}/enrolments/${who.enrolment}/withdraw`, { cause }, 'a withdrawal'))
  const back = plan(later(world, left, c.from(10, 25), c, 'office'), () => by.post(`${OFFICE}/enrolments/${who.enrolment}/re-enter`, {}, 'a re-entry'))
  return later(world, back, 1, c, 'study')
}

/** Answers when it was graded, or handed in when it was not. */
function product(world: World, who: Learner, kind: 'waiting' | 'low' | 'good', time: number, days: number): number {
  const c = diceOf(world, `grade ${who.person.n}`)
  const handed: { submission: string } = { submission: '' }
  world.schedule.add(time, who.call, async () => { handed.submission = await handsIn(world, who) })
  if (kind === 'waiting') return time
  const graded = later(world, time, days, c, 'office')
  const comment = kind === 'good' ? c.one(COMMENTS) : COMMENT_LOW
  world.schedule.add(graded, who.call, async () => {
    await tutorOf(world, who.section).post(`${OFFICE}/products/${handed.submission}/grade`, { ...levels(world.site.house, kind), comment }, 'a grade')
  })
  return graded
}

const NUMBER_SHOWN = 0.1

/** Two of the office look at her card on two days; answers when the second one did. */
function cardSeen(world: World, who: Learner, how: 'seen-once' | 'seen-twice', from: number): number {
  const c = diceOf(world, `card ${who.person.n}`)
  const [checks, confirms] = pair(world.office.executors, who.person.n)
  const first = later(world, from, 0, c, 'office')
  world.schedule.add(first, who.call, async () => { await seesCard(world, who, checks, 'check') })
  if (how === 'seen-once') return first
  const second = later(world, first, c.from(1, 3), c, 'office')
  world.schedule.add(second, who.call, async () => {
    // Now and then somebody asks for the whole number, and that is written down.
    if (c.often(NUMBER_SHOWN)) await confirms.post(`${OFFICE}/people/${who.agent}/number`, {}, 'a look at a number')
    await seesCard(world, who, confirms, 'confirm')
  })
  return second
}

function dies(world: World, who: Learner, time: number): void {
  const [by] = pair(world.office.executors, who.person.n)
  const day = new Date(time - 8 * DAY_MS).toISOString().slice(0, 10).split('-').reverse().join('/')
  world.schedule.add(time, who.call, async () => { await by.post(`/office/${DEMO_PROGRAMME}/people/${who.agent}/death`, { death_date: day }, 'a death') })
}
