import { readFileSync, writeFileSync } from 'node:fs'
import { scores } from '../../engine/metrics.ts'
import type { Recipe, Step } from '../../engine/recipe.ts'
import { hex, sha256, utf8 } from '../../engine/sha256.ts'
import { readTable } from '../../engine/table.ts'
import { predict, train, type Outcome } from '../../engine/train.ts'

/** What the process is given on its standard input, as JSON. The recipe was checked by readRecipe before. */
export interface Work {
  readonly recipe: Recipe
  readonly baseline: readonly Step[]
  readonly classes: number
  readonly share: number
  readonly publicCsv: string
  readonly hiddenCsv: string
}

/**
 * Trains a recipe again and tries it on the hidden rows; prints one line of JSON, counts and scores only. It runs in a process
 * of its own (retrain.ts sets the limits), imports nothing but the engine and opens no file, socket or database.
 */
function main(work: Work): unknown {
  const hidden = readTable(work.hiddenCsv, work.classes)
  const data = { table: readTable(work.publicCsv, work.classes), hash: hex(sha256(utf8(work.publicCsv))), share: work.share }
  const right = (outcome: Outcome) => {
    if (outcome.kind === 'diverged') return 0
    const found = predict(outcome.model, hidden.values)
    return Math.round(scores(hidden.labels, found, hidden.classes).accuracy * hidden.labels.length)
  }
  const outcome = train(work.recipe, data)
  const counts = { right: right(outcome), of: hidden.labels.length, baseline: right(train({ ...work.recipe, steps: work.baseline }, data)) }
  if (outcome.kind === 'diverged') return { kind: 'diverged', ...counts }
  return { kind: 'trained', ...counts, digest: outcome.digest, learnt: outcome.learnt.accuracy, practice: outcome.practice.accuracy }
}

// The parent wrote this JSON from checked values.
writeFileSync(1, JSON.stringify(main(JSON.parse(readFileSync(0, 'utf8')) as Work)) + '\n')
