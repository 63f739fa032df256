import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { freeze } from '../../../scripts/labs/freeze.ts'
import type { Step } from '../../engine/recipe.ts'
import { train } from '../../engine/train.ts'
import { ROOT } from '../../lib/root.ts'
import type { Work } from './grade.child.ts'
import { workOn } from './grading.ts'
import { recipeOf } from './lab.ts'
import { classLab, publicData } from './labs.ts'
import { readLabs } from './load.ts'
import { LIMITS, retrain } from './retrain.ts'

const lab = classLab(readLabs(ROOT).get('uva-vino'))
const work = (...steps: Step[]): Work => workOn(lab, recipeOf(lab, '00112233445566778899aabbccddeeff', steps))
const endless = work({ block: 'softmax', epochs: 1e9, rate: 0.1, penalty: 0, batch: 16 })

test('the process finds the digest that this process finds, and counts only', async () => {
  const here = train(work(...lab.reference).recipe, publicData(lab))
  const there = await retrain(work(...lab.reference))
  assert.ok(here.kind === 'trained' && there.kind === 'trained')
  assert.equal(there.digest, here.digest)
  assert.deepEqual(Object.keys(there).toSorted(), ['baseline', 'digest', 'kind', 'learnt', 'learntBaseline', 'of', 'practice', 'second', 'value'])
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
  const [names, ...rows] = lab.bytes.toString().trim().split('\n')
  const huge = { ...endless, publicFile: Buffer.from([names, ...Array.from({ length: 9000 }, () => rows.join('\n'))].join('\n')).toString('base64') }
  await assert.rejects(retrain(huge, { ...LIMITS, heapMb: 32 }), /grading stopped/)
})

test('an engine that is no more grades what it graded, by its frozen build; without one nothing is guessed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yachay-engines-'))
  const old = work(...lab.reference)
  const before = { ...old, recipe: { ...old.recipe, engine: 'yachay-0' } }
  await assert.rejects(retrain(before, LIMITS, undefined, folder), /no build of the engine yachay-0/)
  await freeze(folder, 'yachay-0')
  const [now, then] = [await retrain(old), await retrain(before, LIMITS, undefined, folder)]
  rmSync(folder, { recursive: true })
  assert.ok(now.kind === 'trained' && then.kind === 'trained')
  assert.equal(then.value, now.value)
  assert.notEqual(then.digest, now.digest, 'its digest names the old engine')
})
