import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { random, shuffled } from '../../../engine/random.ts'
import type { PythonJob, Runtime } from './python-run.ts'
import { runInSandbox, type Ran, type Walls } from './sandbox.ts'
import { cargoOf, LIMITS, type Limits } from './walls.ts'

type Rows = readonly (readonly number[])[]

/** A learner's program and what it is tried on. The hidden rows come without labels: those stay with the caller. */
export interface CodeWork {
  readonly source: string
  readonly runtime: Runtime
  readonly learn: { readonly X: Rows; readonly y: readonly number[] }
  readonly practice: Rows
  readonly hidden: Rows
  readonly classes: number
  readonly seed: number
}

export type CodeRun =
  /** Labels in the order of `practice` and `hidden`. */
  | { readonly kind: 'answered'; readonly practice: readonly number[]; readonly hidden: readonly number[] }
  /** `error`: the program stopped, at that line where one is known; `answers`: what it gave back is no answer. */
  | { readonly kind: 'failed'; readonly why: 'error' | 'answers' | 'time' | 'output' | 'died'; readonly line: number | null }

/**
 * Two runs, each in a fresh sandbox. The first is the learner's own: the same rows in the same order as on her device, asked for
 * practice. The second is graded: classes have other names, drawn for this hand-in alone, and the hidden rows stand in an order
 * drawn for it alone. Labels or weights carried in the source fit neither, so only what was learnt from `y` counts.
 */
export async function runCode(walls: Walls, work: CodeWork, limits: Limits = LIMITS, secret = randomBytes(16).toString('hex')): Promise<CodeRun> {
  const { source, learn, classes, seed } = work
  const cargo = cargoOf(work.runtime)
  const own = readAnswers(await runInSandbox(walls, { source, learn, ask: [work.practice], classes, seed } satisfies PythonJob, third(limits), cargo), classes, work.practice.length)
  if (own.kind === 'failed') return own
  const names = otherNames(classes, secret)
  const order = shuffled(work.hidden.length, random(secret, 'hidden'))
  const renamed = { X: learn.X, y: learn.y.map((label) => names[label]!) }
  const ask = [Array.from(order, (place) => work.hidden[place]!)]
  const graded = readAnswers(await runInSandbox(walls, { source, learn: renamed, ask, classes, seed } satisfies PythonJob, limits, cargo), classes, work.hidden.length)
  if (graded.kind === 'failed') return graded
  const hidden = Array.from(work.hidden, () => 0)
  order.forEach((place, i) => { hidden[place] = names.indexOf(graded.answers[i]!) })
  return { kind: 'answered', practice: own.answers, hidden }
}

/** Practice is the smaller part: what never ends is found out here, and holds up the queue no longer than that. */
function third(limits: Limits): Limits {
  return { ...limits, wallMs: limits.wallMs / 3, cpuSeconds: Math.ceil(limits.cpuSeconds / 3) }
}

/** A name for each class, none its own (classes >= 2): drawn again until no class keeps its name. */
function otherNames(classes: number, secret: string): number[] {
  const source = random(secret, 'names')
  for (;;) {
    const names = [...shuffled(classes, source)]
    if (names.every((name, label) => name !== label)) return names
  }
}

const Line = z.int().min(1).max(9999).nullable().catch(null)
const Failed = z.strictObject({ kind: z.literal('failed'), stage: z.enum(['source', 'functions', 'train', 'predict', 'answers']), error: z.string(), message: z.string(), line: Line })

type Read = { readonly kind: 'answered'; readonly answers: readonly number[] } | Extract<CodeRun, { kind: 'failed' }>

/** What came out, believed only as answers: whole numbers of the classes, as many as were asked. Anything else is the program's failure. */
export function readAnswers(ran: Ran, classes: number, asked: number): Read {
  if (ran.kind === 'stopped') return { kind: 'failed', why: ran.why, line: null }
  const answers = z.tuple([z.array(z.int().min(0).max(classes - 1)).length(asked)])
  const raw = parsed(ran.text)
  const good = z.strictObject({ kind: z.literal('answered'), answers }).safeParse(raw)
  if (good.success) return { kind: 'answered', answers: good.data.answers[0] }
  const failed = Failed.safeParse(raw)
  if (!failed.success || failed.data.stage === 'answers') return { kind: 'failed', why: 'answers', line: null }
  return { kind: 'failed', why: 'error', line: failed.data.line }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
