import { z } from 'zod'
import { MOST_DECISIONS } from '../../../../engine/decisions.ts'
import type { World } from '../../../../engine/policies.ts'
import { runInSandbox, type Ran, type Walls } from '../../sandbox/sandbox.ts'
import { LIMITS, policyCargo, type Limits } from '../../sandbox/walls.ts'
import type { PolicyJob } from './policy.child.ts'

export type PolicyRun =
  /** For each file, for each week or day of it: what was decided. */
  | { readonly kind: 'decided'; readonly files: readonly (readonly Uint8Array[])[] }
  /** `error`: the program stopped, at that line where one is known; `answers`: what came out is no decisions. */
  | { readonly kind: 'failed'; readonly why: 'error' | 'answers' | 'time' | 'output' | 'died'; readonly line: number | null }

/** A day of a line is some 1,300 decisions of one character each; 420 of them are half a megabyte. */
export const POLICY_LIMITS: Limits = { ...LIMITS, output: 2_097_152 }

/** Lets a learner's program act in all weeks or days of the files, in a sandbox of its own that is gone afterwards. */
export async function runPolicy(walls: Walls, world: World, job: PolicyJob, limits: Limits = POLICY_LIMITS): Promise<PolicyRun> {
  return readDecisions(await runInSandbox(walls, job, limits, policyCargo()), world, job.files.map((file) => file.trim().split('\n').length - 1))
}

const Line = z.int().min(1).max(9999).nullable().catch(null)
const Failed = z.strictObject({ kind: z.literal('failed'), stage: z.enum(['source', 'functions', 'decide', 'answer']), line: Line })

/** What came out, believed only as decisions: for so many weeks or days of each file, no more in any than there can be. */
export function readDecisions(ran: Ran, world: World, sizes: readonly number[]): PolicyRun {
  if (ran.kind === 'stopped') return { kind: 'failed', why: ran.why, line: null }
  const raw = parsed(ran.text)
  const Lists = z.array(z.array(z.string().regex(/^[0-9a-v]*$/).max(MOST_DECISIONS[world]))).length(sizes.length)
    .refine((files) => files.every((lists, i) => lists.length === sizes[i]))
  const good = z.strictObject({ kind: z.literal('decided'), lists: Lists }).safeParse(raw)
  if (good.success) return { kind: 'decided', files: good.data.lists.map((lists) => lists.map((text) => Uint8Array.from(text, (c) => Number.parseInt(c, 32)))) }
  const failed = Failed.safeParse(raw)
  if (!failed.success || failed.data.stage === 'answer') return { kind: 'failed', why: 'answers', line: null }
  return { kind: 'failed', why: 'error', line: failed.data.line }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
