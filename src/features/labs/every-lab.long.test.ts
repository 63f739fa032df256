import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROOT } from '../../lib/root.ts'
import { checkLab } from './check-lab.ts'
import { readLabs } from './load.ts'

/** Where a training may cost more, one simulated learner a family must do. */
const DEAR = 100_000_000

for (const lab of readLabs(ROOT).values()) {
  const learners = lab.most_cost > DEAR ? 1 : 3
  test(`${lab.id} passes a look at its own check, ${learners} simulated learner(s) a family (npm run labs -- check takes 500)`, async (t) => {
    const failed: string[] = []
    const began = performance.now()
    for await (const f of checkLab(lab, learners)) if (!f.met) failed.push(`${f.item}: ${f.figure}, target ${f.target}`)
    t.diagnostic(`${((performance.now() - began) / 1000).toFixed(0)} s`)
    assert.deepEqual(failed, [])
  })
}
