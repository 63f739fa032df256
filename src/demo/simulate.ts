import type pg from 'pg'
import { createApp, features } from '../app.ts'
import type { House } from '../feature.ts'
import { programmeOf } from '../features/programmes/index.ts'
import { tasksOf } from '../house.ts'
import { DEMO_PROGRAMME } from '../lib/config.ts'
import { runDueJobs } from '../lib/jobs.ts'
import { catchUp } from '../record/follow.ts'
import { callLives } from './applications.ts'
import { classesOf } from './classes.ts'
import { at } from './clock.ts'
import type { Learner } from './learner.ts'
import { officeMonths } from './office-months.ts'
import { DAY_MS, DAYS, firstMoment, HOUR_MS, plannedCalls } from './plan.ts'
import { showProgress } from './progress.ts'
import { makeSchedule } from './schedule.ts'
import { hireStaff, type Office, type StaffMember } from './staff.ts'
import { OFFICE, tutorOf, type World } from './world.ts'

export interface Simulation {
  readonly people: number
  readonly seed: number
  readonly until: Date
  readonly signal: AbortSignal
  readonly out: Pick<NodeJS.WriteStream, 'write'> & { isTTY?: boolean }
}

export interface Simulated {
  readonly office: Office
  readonly learners: readonly Pick<Learner, 'person' | 'pin'>[]
}

/** Acts of different calls go on beside each other; more of them only wait for the same two cores. */
const LANES = 8
/** The office is set up in the morning of the first day. */
const MORNING = 8 * HOUR_MS

/** Lives the demo's months on an empty, loaded house whose clock is `demoClock`. */
export async function simulate(house: House, pool: pg.Pool, { people, seed, until, signal, out }: Simulation): Promise<Simulated> {
  const first = firstMoment(until)
  const calls = plannedCalls(people)
  const site = { house, app: createApp(house) }
  const office = await at(first + MORNING, () => hireStaff(site, calls.reduce((sum, call) => sum + call.sections.length, 0)))
  const wanted = { jobs: false, settled: false }
  const schedule = makeSchedule(until.getTime())
  const kept: Kept = new Map()
  const world: World = {
    site, seed, calls, office, schedule, first, until: until.getTime(),
    wantJobs: () => { wanted.jobs = true }, wantSettled: () => { wanted.settled = true },
    keep: (name, who) => { if (!kept.has(name)) kept.set(name, who) },
  }
  plans(world)
  const tasks = tasksOf(house, features)
  const progress = showProgress(people, DAYS.length, out, () => performance.now())
  const day = (time: number): number => Math.floor((time - first) / DAY_MS)
  let today = 0
  await schedule.run({
    lanes: LANES, signal, onAct: () => progress.act(today),
    begins: (time) => { today = day(time) },
    ends: async () => {
      if (wanted.settled) await tasks['calls-settle']?.(null)
      if (wanted.jobs || wanted.settled) await runDueJobs(pool, tasks)
      wanted.jobs = wanted.settled = false
    },
  })
  await catchUp(house)
  progress.finished()
  return { office, learners: [...kept.values()] }
}

type Kept = Map<string, Pick<Learner, 'person' | 'pin'>>

function plans(world: World): void {
  rulesAndCalls(world)
  officeMonths(world)
  let from = 1
  world.calls.forEach((call, index) => {
    callLives(world, call, index, from)
    call.sections.forEach((section, i) => classesOf(world, call, section, index === 0 && i === 0))
    from += call.early + call.late
  })
}

/** Two owners sign the rule, one publishes the calls, tutors get their sections: all on the first two days. */
function rulesAndCalls(world: World): void {
  const { office, schedule, first } = world
  const rule = programmeOf(world.site.house, DEMO_PROGRAMME)?.rules.at(-1)
  const [executor] = office.executors
  const [approver] = office.approvers
  if (!rule || !executor || !approver) throw new TypeError('demo: no rule or no office')
  const add = (time: number, by: StaffMember, path: string, fields: Record<string, string>, what: string): void =>
    schedule.add(time, 'office', async () => { await by.post(`${OFFICE}/${path}`, fields, what) })
  office.approvers.forEach((owner, i) => add(first + (9 + i) * HOUR_MS, owner, 'rule', { version: rule.version, hash: rule.hash }, 'a signature'))
  for (const call of world.calls) add(first + 12 * HOUR_MS, approver, `calls/${call.id}/publish`, { confirm: 'yes' }, 'a call')
  for (const section of world.calls.flatMap((call) => call.sections)) {
    add(first + 14 * HOUR_MS, executor, `sections/${section.id}/tutors`, { staff: tutorOf(world, section.id).id }, 'a tutor')
  }
}
