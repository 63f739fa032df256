import { canonical, type Json } from './canonical.ts'
import type { Recipe } from './recipe.ts'
import { hex, sha256, utf8 } from './sha256.ts'
import type { Model } from './train.ts'
import { ENGINE } from './version.ts'

/**
 * Everything a model learnt, in a fixed order: offsets and widths of the scaling if there is one; then the weights of a
 * softmax, or k, the remembered values and their classes, or the majority's class.
 */
export function parameters(model: Model): Float64Array {
  const parts: (ArrayLike<number>)[] = []
  if (model.scaling !== null) parts.push(model.scaling.offset, model.scaling.width)
  const { method } = model
  if (method.kind === 'softmax') parts.push(method.weights)
  else if (method.kind === 'neighbours') parts.push([method.k], method.rows.values, method.rows.labels)
  else parts.push([method.label])
  return inOneRow(parts)
}

/** The parts one after the other. */
export function inOneRow(parts: readonly ArrayLike<number>[]): Float64Array {
  let length = 0
  for (const part of parts) length += part.length
  const all = new Float64Array(length)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/**
 * SHA-256, hex, of: engine version, NUL, the recipe in RFC 8785 form, NUL, the data's hash, NUL, then as little-endian
 * float64 the parameters and the public scores: for classes accuracy and macro-F1, for a series or for
 * numbers mean absolute and root mean square error, each on the rows learnt from and then on those of practice.
 */
export function digest(recipe: Recipe, dataHash: string, learnt: Float64Array, publicScores: readonly number[]): string {
  const head = utf8(`${ENGINE}\0${canonical(recipeJson(recipe))}\0${dataHash}\0`)
  const bytes = new Uint8Array(head.length + 8 * (learnt.length + publicScores.length))
  bytes.set(head)
  const view = new DataView(bytes.buffer)
  let at = head.length
  const put = (x: number): void => {
    // Adding 0 makes -0 into 0: they are equal and must hash alike.
    view.setFloat64(at, x + 0, true)
    at += 8
  }
  for (let i = 0; i < learnt.length; i += 1) put(learnt[i]!)
  for (const score of publicScores) put(score)
  return hex(sha256(bytes))
}

/** SHA-256, hex, of the recipe in RFC 8785 form: names it in the record. */
export function recipeHash(recipe: Recipe): string {
  return hex(sha256(utf8(canonical(recipeJson(recipe)))))
}

function recipeJson(recipe: Recipe): Json {
  return { ...recipe, steps: recipe.steps.map((step): Json => ({ ...step })) }
}
