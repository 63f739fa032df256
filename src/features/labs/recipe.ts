import { z } from 'zod'
import { canonical } from '../../engine/canonical.ts'
import { numberStepsOf, type Recipe, type Step } from '../../engine/recipe.ts'
import { utf8 } from '../../engine/sha256.ts'
import { ENGINE } from '../../engine/version.ts'
import { Problem } from '../../lib/problem.ts'
import { fill, say, type Text } from '../../lib/text.ts'
import { BLOCK, KNOB } from './block-words.ts'
import { costOf, outOfBounds } from './bounds.ts'
import { Steps, inOrder } from './lab-steps.ts'
import type { Lab, NumberLab } from './load.ts'
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
  if (sizeOf(raw) > MOST_RECIPE_BYTES) throw new Problem(422, 'recipe-too-large', REFUSAL.tooLarge)
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
  if (lab.task === 'numbers' && !columnsStand(lab, recipe.steps)) throw new Problem(422, 'recipe-unknown', fill(REFUSAL.unknown, { where: 'steps.columns' }))
  if (costOf(lab, recipe) > lab.most_cost) throw new Problem(422, 'recipe-too-costly', REFUSAL.tooCostly)
  return recipe
}

/** Columns named are of this lab, in the order of its table, each once: one choice has one writing and one digest. */
function columnsStand(lab: NumberLab, steps: readonly Step[]): boolean {
  const { columns } = numberStepsOf(steps)
  const places = (columns ?? []).map((name) => lab.table.columns.indexOf(name))
  return places.every((place, i) => place > (i === 0 ? -1 : places[i - 1]!))
}

/** The recipe in a form field, not yet checked; 422 when it is not JSON. */
export function parseRecipe(text: string): unknown {
  if (utf8(text).length > 2 * MOST_RECIPE_BYTES) throw new Problem(422, 'recipe-too-large', REFUSAL.tooLarge)
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(422, 'recipe-not-json', REFUSAL.notJson)
  }
}

/** A recipe as it stands in the record. It was checked before it got there; what was valid then is graded by the lab as it is now. */
export function recordedRecipe(raw: unknown): Recipe {
  return RecipeFile.parse(raw)
}

/** A name that reads differently in each language, put into a sentence. */
function withName(sentence: Text, key: string, name: Text): Text {
  return { es: say(sentence, 'es', { [key]: name.es }), en: say(sentence, 'en', { [key]: name.en }) }
}

/** Bytes in canonical form; what JSON cannot hold is larger than anything. */
function sizeOf(raw: unknown): number {
  const text = JSON.stringify(raw)
  // JSON.parse of JSON.stringify is JSON by construction.
  return text === undefined ? 0 : utf8(canonical(JSON.parse(text))).length
}

/** Where in the recipe the first trouble is, such as `steps.0.block` or an unknown key; never what was written there. */
function whereOf(error: z.ZodError): string {
  const issue = error.issues[0]
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1).map((k) => k.slice(0, 20)) : []
  return [...(issue?.path.map(String) ?? []), ...keys].join('.').replace(/[^\w.-]/g, '?') || 'JSON'
}
