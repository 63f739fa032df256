import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ENGINE } from '../../engine/version.ts'
import { Problem } from '../../lib/problem.ts'
import { ROOT } from '../../lib/root.ts'
import { fits } from './bounds.ts'
import { classLab } from './labs.ts'
import type { Lab } from './lab.ts'
import { readLabs } from './load.ts'
import { parseRecipe, readRecipe } from './recipe.ts'

const lab = classLab(readLabs(ROOT).get('uva-vino'))
const SEED = '00112233445566778899aabbccddeeff'
const softmax = { block: 'softmax', epochs: 100, rate: 0.3, penalty: 0.01, batch: 32 }
const good = { lab: 'uva-vino', version: 1, engine: ENGINE, seed: SEED, steps: [{ block: 'scale', by: 'standard' }, softmax] }

function refused(raw: unknown, status: number, code: string, says: RegExp, on: Lab = lab): void {
  assert.throws(() => readRecipe(on, SEED, raw), (error) => {
    assert.ok(error instanceof Problem, String(error))
    assert.deepEqual([error.status, error.code], [status, code])
    assert.match(error.sentence.es, says)
    return true
  })
}

test('a recipe of the lab’s own blocks is taken as it is', () => {
  assert.deepEqual(readRecipe(lab, SEED, good), good)
})

test('a recipe bound to another person is refused and says what to do instead', () => {
  refused({ ...good, seed: 'ff'.repeat(16) }, 403, 'recipe-of-another-person', /datos de otra persona.*entrénalos aquí con los tuyos/)
})

test('unknown blocks, unknown keys and a forged score inside the recipe are refused', () => {
  refused({ ...good, steps: [{ block: 'forest', trees: 100 }] }, 422, 'recipe-unknown', /steps\.0/)
  refused({ ...good, steps: [{ ...softmax, weights: [1, 2, 3] }] }, 422, 'recipe-unknown', /weights/)
  refused({ ...good, score: 1 }, 422, 'recipe-unknown', /score/)
  refused({ ...good, steps: [softmax, softmax] }, 422, 'recipe-unknown', /steps/)
  refused({ ...good, steps: [softmax, { block: 'scale', by: 'standard' }] }, 422, 'recipe-unknown', /steps/)
  refused({ ...good, steps: [] }, 422, 'recipe-unknown', /steps/)
  for (const nonsense of [null, 7, 'x', [], undefined]) refused(nonsense, 422, 'recipe-unknown', /no conocemos/)
})

test('absurd sizes are refused: a huge recipe, endless rounds, a thousand neighbours, half a neighbour, no number at all', () => {
  refused({ ...good, lab: 'x'.repeat(5000) }, 422, 'recipe-too-large', /4 KB/)
  refused({ ...good, steps: [{ ...softmax, epochs: 2001 }] }, 422, 'recipe-out-of-bounds', /Vueltas.*entre 1 y 2000/)
  refused({ ...good, steps: [{ ...softmax, epochs: 1e15 }] }, 422, 'recipe-unknown', /epochs/)
  refused({ ...good, steps: [{ ...softmax, rate: 11 }] }, 422, 'recipe-out-of-bounds', /Paso.*entre 0\.0001 y 10/)
  refused({ ...good, steps: [{ block: 'neighbours', k: 1000 }] }, 422, 'recipe-out-of-bounds', /vecinos.*entre 1 y 50/)
  refused({ ...good, steps: [{ block: 'neighbours', k: 2.5 }] }, 422, 'recipe-unknown', /steps\.0\.k/)
  refused({ ...good, steps: [{ block: 'neighbours', k: Number.NaN }] }, 422, 'recipe-unknown', /steps\.0\.k/)
  const cheap = { ...lab, most_cost: 1000 }
  refused(good, 422, 'recipe-too-costly', /tarda demasiado/, cheap)
})

test('nesting beyond all reason is refused like any other recipe that is none', () => {
  const deep = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`)
  refused(deep(2000), 422, 'recipe-unknown', /no conocemos/)
  refused(deep(4000), 422, 'recipe-too-large', /KB/)
  refused({ ...good, steps: deep(1900) }, 422, 'recipe-unknown', /steps/)
})

test('a block that the lab has closed is named', () => {
  refused(good, 422, 'recipe-block-closed', /Escala/, { ...lab, blocks: { ...lab.blocks, scale: [] } })
  refused({ ...good, steps: [{ block: 'majority' }] }, 422, 'recipe-block-closed', /Mayoría/, { ...lab, blocks: { ...lab.blocks, majority: false } })
})

test('a recipe of an older lab, of another engine or of another lab says so', () => {
  refused({ ...good, version: 0 }, 409, 'recipe-outdated', /cambió desde que entrenaste/)
  refused({ ...good, engine: 'yachay-0' }, 409, 'recipe-outdated', /cambió/)
  refused({ ...good, lab: 'pesca-mar' }, 422, 'recipe-of-another-lab', /otro laboratorio/)
})

test('what is not JSON, or far too long, is refused before it is read', () => {
  assert.throws(() => parseRecipe(lab, '{'), (e) => e instanceof Problem && e.status === 422 && e.code === 'recipe-not-json')
  assert.throws(() => parseRecipe(lab, '"' + 'x'.repeat(9000) + '"'), (e) => e instanceof Problem && e.code === 'recipe-too-large')
})

test('known mistakes fit the recipes they describe', () => {
  const said = (steps: Parameters<typeof fits>[1]) => lab.mistakes.findIndex((m) => fits(m.when, steps))
  assert.equal(said([{ block: 'neighbours', k: 5 }]), 0)
  assert.equal(said([{ block: 'softmax', epochs: 5, rate: 0.1, penalty: 0, batch: 16 }]), 1)
  assert.equal(said([{ block: 'scale', by: 'standard' }, { block: 'majority' }]), 2)
  assert.equal(said([{ block: 'scale', by: 'min-max' }, { block: 'neighbours', k: 1 }]), 3)
  assert.equal(said([{ block: 'scale', by: 'min-max' }, { block: 'softmax', epochs: 10, rate: 0.1, penalty: 0, batch: 16 }]), 4)
  assert.equal(said([{ block: 'scale', by: 'min-max' }, { block: 'neighbours', k: 9 }]), -1)
})
