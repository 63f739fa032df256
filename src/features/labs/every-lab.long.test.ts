import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROOT } from '../../lib/root.ts'
import { checkLab } from './check-lab.ts'
import { readLabs } from './load.ts'

for (const lab of readLabs(ROOT).values()) {
  test(`${lab.id} passes its own check, here with 40 simulated learners (npm run labs takes 500)`, async () => {
    const failed: string[] = []
    for await (const f of checkLab(lab, 40)) if (!f.met) failed.push(`${f.item}: ${f.figure}, target ${f.target}`)
    assert.deepEqual(failed, [])
  })
}
