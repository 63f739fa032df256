import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { ensurePeers } from '../../bench/labs/peers.ts'
import { finish } from '../../src/features/labs/kind.ts'
import { kindOf } from '../../src/features/labs/kinds.ts'
import { recipeOf } from '../../src/features/labs/lab.ts'
import { readLabs } from '../../src/features/labs/load.ts'
import type { Lab } from '../../src/features/labs/index.ts'
import { taskOf } from '../../src/features/labs/tasks.ts'
import { referenceOf, simulatedSeed, valueOn } from '../../src/features/labs/trial.ts'
import { ROOT } from '../../src/lib/root.ts'
import { openBrowser } from '../../test/browser.ts'
import { factsOf } from './facts.ts'
import { markdown, type Row } from './markdown.ts'
import { sameTask } from './same-task.ts'
import { LIMIT_MS, timer, type Timing } from './timing.ts'

/** Measures every lab (or those named) and writes docs/labs/README.md; with names it prints only. Returns whether every digest is the same. */
export async function writeTable(ids: readonly string[]): Promise<boolean> {
  const tfjs = ensurePeers()['@tensorflow/tfjs-core'] ?? ''
  const labs = [...readLabs(ROOT).values()].filter((lab) => ids.length === 0 || ids.includes(lab.id))
  const browser = await openBrowser()
  try {
    const [quick, slow] = [await timer(browser, 1), await timer(browser, 4)]
    const rows: Row[] = []
    for (const lab of labs) {
      console.error(`${lab.id} …`)
      rows.push(await rowOf(lab, quick, slow))
    }
    const day = new Date().toISOString().slice(0, 10)
    const text = markdown(rows, { day, node: process.versions.node, chromium: browser.version(), tfjs, load: loadavg()[0] ?? 0, limitMs: LIMIT_MS })
    if (ids.length === 0) writeFileSync(join(ROOT, 'docs/labs/README.md'), text)
    console.log(text)
    return rows.every((row) => row.sameBits)
  } finally {
    await browser.close()
  }
}

type Timed = Awaited<ReturnType<typeof timer>>

async function rowOf(lab: Lab, quick: Timed, slow: Timed): Promise<Row> {
  const seed = simulatedSeed(1)
  const recipe = recipeOf(lab, seed, referenceOf(lab, seed))
  const facts = await factsOf(lab)
  // A program is run by its own interpreter, not trained by the engine.
  if (String(lab.task) === 'code') return { facts, ours: null, loops: [0, 0], sameBits: true, peer: null }
  const same = sameTask(lab, seed)
  const here = finish(kindOf(lab.task).train(recipe, lab.open))?.digest ?? null
  const one = await quick(lab, recipe, same)
  // Too slow at 1x is too slow at 4x: that need not be waited for.
  const four = await slow(lab, recipe, one.theirs === 'too slow' ? null : same)
  const ms = ({ theirs }: Timing): number | null => (theirs === null || theirs === 'too slow' ? null : theirs.ms)
  const figure = one.theirs === null || one.theirs === 'too slow' ? null : taskOf(lab).figure(lab, valueOn(lab, lab.hidden, Float64Array.from(one.theirs.answers)), 'en')
  return {
    facts, ours: [one.ours.ms, four.ours.ms], loops: [one.loop, four.loop], sameBits: here !== null && one.ours.digest === here && four.ours.digest === here,
    peer: same && { says: same.says, ms: [ms(one), ms(four)], figure },
  }
}
