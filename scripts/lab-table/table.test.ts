import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readLabs } from '../../src/features/labs/load.ts'
import type { Table } from '../../src/engine/table.ts'
import { simulatedSeed } from '../../src/features/labs/trial.ts'
import { ROOT } from '../../src/lib/root.ts'
import { factsOf } from './facts.ts'
import { markdown, type Row } from './markdown.ts'
import { sameTask } from './same-task.ts'

const labs = readLabs(ROOT)
const lab = (id: string) => labs.get(id)!
const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length
const made = { day: '2026-11-23', node: '20', chromium: '156', tfjs: '4.22.0', load: 0.5, limitMs: 120_000 }
const wine = factsOf(lab('uva-vino'))
const row = async (more: Partial<Row> = {}): Promise<Row> => ({ facts: await wine, ours: [21, 67], loops: [40, 160], sameBits: true, peer: { says: 'softmax', ms: [5740, null], figure: '95 %' }, ...more })

test('TensorFlow.js is given the rows that learner 1 learns from, standardised, and all hidden rows', () => {
  const seed = simulatedSeed(1)
  const task = sameTask(lab('uva-vino'), seed)!
  assert.equal(task.model, 'softmax')
  assert.equal(task.values.length, task.targets.length * 13)
  assert.ok(Math.abs(mean(task.values)) < 1e-9)
  assert.deepEqual(task.hidden, Array.from((lab('uva-vino').hidden.data as Table).labels))
  const coffee = sameTask(lab('cafe-taza'), seed)!
  assert.equal(coffee.model, 'dense')
  assert.ok(Math.abs(mean(coffee.targets)) < 1e-9 && coffee.offset > 1, 'the target too, with the way back')
  assert.equal(coffee.asked.length, coffee.hidden.length * coffee.shape[0]!)
  assert.equal(sameTask(lab('pesca-mar'), seed), null)
})

test('facts of a lab: five references, its line, bytes of its data and scripts', async () => {
  const { reference, pass, rows, bytes, skill } = await wine
  assert.match(reference.join(' to '), /^\d+ % to \d+ %$/)
  assert.match(pass, /^\d+ of 60 right$/)
  assert.deepEqual([rows.open, rows.hidden], [118, 60])
  assert.ok(bytes.data < 10_000 && bytes.scripts > 10_000 && skill > 0)
})

test('each lab has its line in both tables; who is too slow, cannot, or finds other bits is said', async () => {
  const text = markdown([await row(), await row({ peer: null, sameBits: false }), await row({ ours: null, peer: null })], made)
  const lines = text.split('\n').filter((line) => line.startsWith('| [uva-vino]'))
  assert.equal(lines.length, 6)
  assert.match(lines[3]!, /\| 0\.021 \| 0\.067 \| 4\.0x \| yes \| softmax \| 5\.74 \| > 120 \| 95 % \|$/)
  assert.match(lines[4]!, /\| \*\*NO\*\* \| has no model for it \|/)
  assert.match(lines[5]!, /\|  \|  \|  \| a program \| has no model for it \|/)
  const widths = new Set(text.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split(' | ').length))
  assert.deepEqual([...widths], [9, 11], 'every line has as many cells as its head')
})
