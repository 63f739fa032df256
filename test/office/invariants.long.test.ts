import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ACTS } from './acts.ts'
import { walk } from './walk.ts'

/** The same ones in every run, so that what a change broke is told from what was never walked; SEED=new draws others, SEED=<n> repeats one, WALKS=<n> takes more or fewer. */
const FIRST = process.env.SEED === 'new' ? Date.now() % 1_000_000_000 : Number(process.env.SEED ?? 20_261_123)
const WALKS = Number(process.env.WALKS ?? 50)
const EACH = 40

test(`${WALKS * EACH} random histories by commands, ${WALKS} programmes, from seed ${FIRST}`, async (t) => {
  let counted = 0
  const done = new Set<string>()
  const failed: string[] = []
  for (let seed = FIRST; seed < FIRST + WALKS; seed += 1) {
    try {
      const { facts: _facts, done: hers, ...walked } = await walk(seed, EACH)
      for (const name of hers) done.add(name)
      t.diagnostic(`seed ${seed}: ${JSON.stringify(walked)}`)
      counted += walked.counted
    } catch (error) {
      failed.push(error instanceof Error ? error.message : String(error))
    }
  }
  // All of them, so that one run tells of more than one fault.
  assert.equal(failed.length, 0, failed.join('\n\n'))
  assert.ok(counted > WALKS)
  // A few walks may not come to what is rare.
  if (WALKS >= 20) assert.deepEqual(ACTS.filter((act) => !done.has(act.name) && !act.neverDone).map((act) => act.name), [], 'acts that were only ever refused')
})
