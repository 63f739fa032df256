import { recipeHash } from '../../engine/digest.ts'
import type { Recipe } from '../../engine/recipe.ts'
import { derive } from '../../lib/keys.ts'
import type { House } from '../../feature.ts'
import { append } from '../../record/append.ts'
import { readStatement } from '../../record/read.ts'
import { readExt } from '../../record/statement.ts'
import { gradeSubmission, type Graded } from './grade.ts'
import type { Work } from './grade.child.ts'
import { limaDay } from '../cohorts/index.ts'
import { labOf } from './labs.ts'
import { gradesOf, type GradeRow } from './grades.ts'
import type { Lab } from './lab.ts'
import { checkSeed } from './load.ts'
import { recordedRecipe } from './recipe.ts'
import { retrain } from './retrain.ts'
import { hiddenSeedFor } from './secret/seals.ts'
import { taskOf } from './tasks.ts'
import { metricOf, scoreOf } from './trial.ts'
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
  const seed = await hiddenSeedFor(house, lab, row)
  const found = await oneAtATime(() => retrainRecipe(lab, recipe, seed?.seed, secretFor(house, recipe)))
  await append(house, { scopes: [`actor:${tenant}:${row.agent}`] }, async (tx) => {
    const submission = await submissionById(tx, tenant, id)
    const best = bestScore(lab, seed?.seal ?? null, await gradesOf(tx, tenant, row.agent, lab.id))
    return submission ? gradeSubmission({ submission, recipe, digest, metric: metricOf(lab), pass: lab.pass, best, seal: seed?.seal ?? null }, found) : []
  })
}

/** The best score shown so far on the same hidden data; null before the first. Annulled tries do not count. */
function bestScore(lab: Lab, seal: string | null, grades: readonly GradeRow[]): number | null {
  const scale = { pass: lab.pass, metric: metricOf(lab), rows: lab.data.hidden.rows }
  const scores = grades.flatMap((g) => (g.annulled || g.seal !== seal || g.figure === null || g.baseline === null ? [] : scoreOf(scale, g.figure, g.baseline)))
  return scores.length === 0 ? null : Math.max(...scores)
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

/** What the house draws for a recipe and for no other: nobody can work it out, and it is the same when the grade is checked again. */
export function secretFor(house: Pick<House, 'keys'>, recipe: Recipe): string {
  return derive(house.keys, 'lab', `graded\0${recipeHash(recipe)}`, 16).toString('hex')
}

/** A recipe carried out again: by the task's own way where it has one, else in the grading process. Without a seed on the hidden data of the check. */
export async function retrainRecipe(lab: Lab, recipe: Recipe, seed?: string, secret?: string): Promise<Graded> {
  const own = taskOf(lab).grade?.(lab, recipe, secret, seed)
  return own ?? retrain(workOn(lab, recipe, seed))
}

/** What the grading process needs for a recipe of this lab. `seed`: of the hidden data, where it is simulated; without one that of the check. */
export function workOn(lab: Lab, recipe: Recipe, seed = checkSeed(1)): Work {
  const file = (bytes: Buffer): string => bytes.toString('base64')
  const sets = [lab.hidden, ...(lab.second ? [lab.second] : [])]
  const hidden = lab.data.hidden.file === 'simulated' ? { seed } : { files: sets.map(({ bytes }) => file(bytes)) }
  return { task: lab.task, settings: taskOf(lab).settings(lab), recipe, baseline: lab.baseline, publicFile: file(lab.bytes), hidden }
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
