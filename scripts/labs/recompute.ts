import { hex, sha256, utf8 } from '../../src/engine/sha256.ts'
import { recordedRecipe } from '../../src/features/labs/recipe.ts'
import { gradedAgain } from '../../src/features/labs/secret/again.ts'
import type { Lab } from '../../src/features/labs/lab.ts'
import { z } from 'zod'

const Line = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('seal'), lab: z.string(), version: z.int(), seal: z.string(), hiddenSeed: z.string() }),
  z.object({ kind: z.literal('grade'), seal: z.string(), recipe: z.unknown(), digest: z.string().nullable(), passed: z.boolean(), figure: z.number().nullable(), baseline: z.number().nullable(), annulled: z.boolean() }),
  z.object({ kind: z.literal('held'), seal: z.string() }),
])

/** What came of recomputing a cohort's grades; `wrong` says each in words. */
export interface Recomputed {
  readonly same: number
  /** Labs of few persons, whose grades the file holds back. */
  readonly held: number
  readonly wrong: readonly string[]
}

/**
 * Cooks every grade of a file of /p/<programme>/labs/<section>/grades.jsonl again, with the labs that are here: figure, baseline and verdict, each
 * person's tries in their order. A seed that does not fit its seal, or a lab of another version, is wrong too.
 */
export async function recompute(text: string, labs: ReadonlyMap<string, Lab>, tell: (done: number) => void = () => undefined): Promise<Recomputed> {
  const seeds = new Map<string, { lab: string; version: number; hiddenSeed: string }>()
  const best = new Map<string, number>()
  const wrong: string[] = []
  let same = 0
  let held = 0
  for (const [i, line] of text.split('\n').filter((l) => l !== '').entries()) {
    const read = Line.parse(JSON.parse(line))
    if (read.kind === 'seal') {
      if (hex(sha256(utf8(read.hiddenSeed))) !== read.seal) wrong.push(`line ${i + 1}: the seed does not fit its seal ${read.seal}`)
      seeds.set(read.seal, read)
      continue
    }
    if (read.kind === 'held') {
      held += 1
      continue
    }
    const sealed = seeds.get(read.seal)
    const recipe = recordedRecipe(read.recipe)
    // The ladder is climbed anew on each hidden data.
    const her = `${read.seal} ${recipe.seed}`
    const lab = labs.get(recipe.lab)
    if (!sealed || !lab || lab.version !== recipe.version) {
      wrong.push(`line ${i + 1}: ${sealed ? `version ${recipe.version} of ${recipe.lab} is not here` : 'no seal stands before it'}`)
      continue
    }
    const found = await gradedAgain(lab, { recipe, figure: read.figure, baseline: read.baseline, passed: read.passed, best: best.get(her) ?? null }, sealed.hiddenSeed)
    if (found.same) same += 1
    else wrong.push(`line ${i + 1}: ${recipe.lab} comes out otherwise`)
    if (found.score !== null && !read.annulled) best.set(her, Math.max(best.get(her) ?? -Infinity, found.score))
    tell(same + wrong.length)
  }
  return { same, held, wrong }
}
