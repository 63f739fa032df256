import { z } from 'zod'
import type { Recipe } from '../../engine/recipe.ts'
import { utf8 } from '../../engine/sha256.ts'
import { ENGINE } from '../../engine/version.ts'
import { Problem } from '../../lib/problem.ts'
import { fill, say, type Text } from '../../lib/text.ts'
import { BLOCK, KNOB } from './block-words.ts'
import { outOfBounds } from './bounds.ts'
import { Steps, inOrder } from './lab-steps.ts'
import type { Lab } from './lab.ts'
import { taskOf } from './tasks.ts'
import { REFUSAL } from './words.ts'

export const MOST_RECIPE_BYTES = 4096

const RecipeFile = z.strictObject({
  lab: z.string().max(64),
  version: z.int(),
  engine: z.string().max(40),
  seed: z.string().regex(/^[0-9a-f]{32}$/),
  steps: Steps,
})

/**
 * A recipe that this person may hand in for this lab, or a Problem with a sentence: 422 for what is no recipe of this lab,
 * 403 for one bound to somebody else (`seed` is the holder's own), 409 for one of an older lab or engine.
 */
export function readRecipe(lab: Lab, seed: string, raw: unknown): Recipe {
  const most = mostBytes(lab)
  if (sizeOf(raw) > most) throw tooLarge(most)
  const read = RecipeFile.safeParse(raw)
  if (!read.success) throw new Problem(422, 'recipe-unknown', fill(REFUSAL.unknown, { where: whereOf(read.error) }))
  const recipe = read.data
  if (recipe.lab !== lab.id) throw new Problem(422, 'recipe-of-another-lab', REFUSAL.otherLab)
  if (recipe.version !== lab.version || recipe.engine !== ENGINE) throw new Problem(409, 'recipe-outdated', REFUSAL.outdated)
  if (recipe.seed !== seed) throw new Problem(403, 'recipe-of-another-person', REFUSAL.otherPerson)
  const beyond = outOfBounds(lab.blocks, recipe.steps)
  if (beyond?.knob) {
    const { name, least, most } = beyond.knob
    throw new Problem(422, 'recipe-out-of-bounds', withName(fill(REFUSAL.outOfBounds, { least, most }), 'knob', KNOB[name]!))
  }
  if (beyond?.months) throw new Problem(422, 'recipe-out-of-bounds', fill(REFUSAL.monthsClosed, { months: beyond.months.join(', ') }))
  if (beyond) throw new Problem(422, 'recipe-block-closed', withName(REFUSAL.blockClosed, 'block', BLOCK[beyond.block]))
  if (!inOrder(lab.task, recipe.steps)) throw new Problem(422, 'recipe-unknown', fill(REFUSAL.unknown, { where: 'steps' }))
  const wrong = taskOf(lab).wrongSteps(lab, recipe.steps)
  if (wrong !== null) throw new Problem(422, 'recipe-unknown', fill(REFUSAL.unknown, { where: wrong }))
  if (taskOf(lab).cost(lab, recipe) > lab.most_cost) throw new Problem(422, 'recipe-too-costly', REFUSAL.tooCostly)
  return recipe
}

/** The recipe in a form field, not yet checked; 422 when it is not JSON. */
export function parseRecipe(lab: Lab, text: string): unknown {
  if (utf8(text).length > 2 * mostBytes(lab)) throw tooLarge(mostBytes(lab))
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(422, 'recipe-not-json', REFUSAL.notJson)
  }
}

function mostBytes(lab: Lab): number {
  return taskOf(lab).mostBytes ?? MOST_RECIPE_BYTES
}

function tooLarge(bytes: number): Problem {
  return new Problem(422, 'recipe-too-large', fill(REFUSAL.tooLarge, { most: Math.floor(bytes / 1024) }))
}

/** A recipe as it stands in the record. It was checked before it got there; what was valid then is graded by the lab as it is now. */
export function recordedRecipe(raw: unknown): Recipe {
  return RecipeFile.parse(raw)
}

/** A name that reads differently in each language, put into a sentence. */
function withName(sentence: Text, key: string, name: Text): Text {
  return { es: say(sentence, 'es', { [key]: name.es }), en: say(sentence, 'en', { [key]: name.en }) }
}

/** Bytes as JSON: as many as in canonical form, which only orders its keys. What is nested too deep to be written is larger than any recipe. */
function sizeOf(raw: unknown): number {
  try {
    return utf8(JSON.stringify(raw) ?? '').length
  } catch (error) {
    // Nothing that was read from JSON has a circle in it: the stack was too short.
    if (error instanceof RangeError) return Infinity
    throw error
  }
}

/** Where in the recipe the first trouble is, such as `steps.0.block` or an unknown key; never what was written there. */
function whereOf(error: z.ZodError): string {
  const issue = error.issues[0]
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1).map((k) => k.slice(0, 20)) : []
  return [...(issue?.path.map(String) ?? []), ...keys].join('.').replace(/[^\w.-]/g, '?') || 'JSON'
}
