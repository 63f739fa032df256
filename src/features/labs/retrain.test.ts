import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Step } from '../../engine/recipe.ts'
import { train } from '../../engine/train.ts'
import { ENGINE } from '../../engine/version.ts'
import { ROOT } from '../../lib/root.ts'
import type { Work } from './grade.child.ts'
import { classLab, publicData } from './labs.ts'
import { readLabs } from './load.ts'
import { LIMITS, retrain } from './retrain.ts'

const lab = classLab(readLabs(ROOT).get('uva-vino'))
const work = (...steps: Step[]): Work => ({
  recipe: { lab: lab.id, version: lab.version, engine: ENGINE, seed: '00112233445566778899aabbccddeeff', steps },
  baseline: lab.baseline, classes: 3, share: lab.data.share, publicCsv: lab.csv, hiddenCsv: lab.hidden.csv,
})
const endless = work({ block: 'softmax', epochs: 1e9, rate: 0.1, penalty: 0, batch: 16 })

test('the process finds the digest that this process finds, and counts only', async () => {
  const here = train(work(...lab.reference).recipe, publicData(lab))
  const there = await retrain(work(...lab.reference))
  assert.ok(here.kind === 'trained' && there.kind === 'trained')
  assert.equal(there.digest, here.digest)
  assert.deepEqual(Object.keys(there).toSorted(), ['baseline', 'digest', 'kind', 'learnt', 'of', 'practice', 'right'])
})

test('a training that runs away is an answer, not an accident', async () => {
  const found = await retrain(work({ block: 'softmax', epochs: 5, rate: 1e300, penalty: 1, batch: 16 }))
  assert.equal(found.kind, 'diverged')
})

test('an endless training is killed by the clock, and by its processor time where prlimit is there', async () => {
  await assert.rejects(retrain(endless, { ...LIMITS, wallMs: 700 }), /grading stopped \(SIGKILL\)/)
  await assert.rejects(retrain(endless, { ...LIMITS, cpuSeconds: 1, wallMs: 15_000 }), /grading stopped \(SIG(KILL|XCPU)\)/)
})

test('a process that is killed from outside is an error for its caller, at once', async () => {
  await assert.rejects(retrain(endless, LIMITS, (pid) => setTimeout(() => process.kill(pid, 'SIGKILL'), 300)), /SIGKILL/)
})

test('a process that wants more memory than it may have dies alone', async () => {
  const [names, ...rows] = lab.csv.trim().split('\n')
  const huge = { ...endless, publicCsv: [names, ...Array.from({ length: 9000 }, () => rows.join('\n'))].join('\n') }
  await assert.rejects(retrain(huge, { ...LIMITS, heapMb: 32 }), /grading stopped/)
})
