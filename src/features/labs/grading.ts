import type { Recipe } from '../../engine/recipe.ts'
import type { House } from '../../feature.ts'
import { append } from '../../record/append.ts'
import { readStatement } from '../../record/read.ts'
import { readExt } from '../../record/statement.ts'
import { gradeSubmission } from './grade.ts'
import type { Work } from './grade.child.ts'
import { limaDay } from '../cohorts/index.ts'
import { labOf } from './labs.ts'
import type { Lab } from './load.ts'
import { recordedRecipe } from './recipe.ts'
import { retrain, type Retrained } from './retrain.ts'
import { passLine } from './trial.ts'
import { submissionById, waitingSubmissions, type SubmissionRow } from './submissions.ts'

/** Job: grade one hand-in. It is enqueued with the hand-in, in one transaction. */
export const GRADE_JOB = 'labs-grade'
/** Job, every minute: grade what is due and still waits: queued from another day, sent to /xapi, or left by a process that died. */
export const SWEEP_JOB = 'labs-sweep'
const SWEEP_AT_ONCE = 200
/** A fresh hand-in belongs to its own job. */
const SWEEP_AFTER_MS = 30_000

/** Grades one hand-in if it waits and its day has come. Safe at any time, any number of times, on several processes. */
export async function gradeOne(house: House, tenant: string, id: string): Promise<void> {
  const row = await submissionById(house.db, tenant, id)
  if (!row || row.state === 'graded' || row.day > limaDay(house.clock())) return
  const lab = labOf(house, row.lab)
  if (!lab) throw new Error(`a recipe waits for lab ${row.lab}, which is not in labs/`)
  const { recipe, digest } = await handedIn(house, row)
  const found = await oneAtATime(() => retrainRecipe(lab, recipe))
  await append(house, { scopes: [`actor:${tenant}:${row.agent}`] }, async (tx) => {
    const submission = await submissionById(tx, tenant, id)
    return submission ? gradeSubmission({ submission, recipe, digest, pass: passLine(lab) }, found) : []
  })
}

const sweeping = new WeakSet<House>()

/** Grades everything that is due; one that fails does not hold up the others. Returns how many were looked at. */
export async function gradeWaiting(house: House, olderThanMs = SWEEP_AFTER_MS): Promise<number> {
  // A long queue outlasts a minute: the next round leaves it to this one.
  if (sweeping.has(house)) return 0
  sweeping.add(house)
  try {
    return await sweep(house, olderThanMs)
  } finally {
    sweeping.delete(house)
  }
}

async function sweep(house: House, olderThanMs: number): Promise<number> {
  const now = house.clock()
  const rows = await waitingSubmissions(house.db, limaDay(now), new Date(now.getTime() - olderThanMs), SWEEP_AT_ONCE)
  for (const row of rows) {
    // It stays waiting and comes again in a minute; the log says why.
    await gradeOne(house, row.tenant, row.submission).catch((error: unknown) => console.error(`labs: ${row.submission} stays waiting:`, error))
  }
  return rows.length
}

export async function retrainRecipe(lab: Lab, recipe: Recipe): Promise<Retrained> {
  return retrain(workOn(lab, recipe))
}

/** What the grading process needs for a recipe of this lab. */
export function workOn(lab: Lab, recipe: Recipe): Work {
  const work = { recipe, baseline: lab.baseline, publicCsv: lab.csv, hiddenCsv: lab.hidden.csv }
  if (lab.task === 'numbers') return { ...work, metric: lab.data.metric, share: lab.data.share }
  return lab.task === 'series' ? { ...work, plan: lab.plan } : { ...work, classes: lab.data.classes.length, share: lab.data.share }
}

async function handedIn(house: House, row: SubmissionRow): Promise<{ recipe: Recipe; digest: string }> {
  const stored = await readStatement(house.db, row.tenant, row.submission)
  const digest = stored && readExt(stored.statement, 'digest')
  return { recipe: recordedRecipe(stored && readExt(stored.statement, 'recipe')), digest: typeof digest === 'string' ? digest : '' }
}

let last: Promise<unknown> = Promise.resolve()

/** One training at a time in this process: the web requests beside it keep their core. */
function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work)
  // The next one starts after this one, however it ended; its own caller hears of the failure.
  last = mine.catch(() => undefined)
  return mine
}
