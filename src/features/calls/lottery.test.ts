import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { check } from '../../../scripts/lottery.ts'
import { expedienteFrom, readExpediente } from './expediente.ts'
import { drawOrder, listText, lotteryFile, publicValue, seedOf, sha256 } from './lottery.ts'

const frozen = {
  programme: 'piloto', call: 'abierta-1', round: 1, bases: sha256('terms'), file: 'programmes/piloto/calls/abierta-1.yaml',
  frozenAt: new Date('2026-03-02T15:00:00Z'), expedientes: Array.from({ length: 200 }, (_, i) => expedienteFrom(bytes(i))),
}
const draw = { value: '4 12 19 23 38 45', source: 'La Tinka, 4 March 2026', places: 90, at: new Date('2026-03-05T15:00:00Z') }

function bytes(i: number): Uint8Array {
  return createHash('sha256').update(`applicant ${i}`).digest()
}

test('an independent program draws the same order from the published file', () => {
  const file = lotteryFile(frozen, draw)
  assert.deepEqual(check(file, 'terms'), [])
  assert.equal(file.order?.length, 200)
  assert.deepEqual(file.order?.map((d) => d.rank).slice(0, 3), [1, 2, 3])
})

test('sha256sum and sort on a laptop give the same order, as docs/lottery.md says', () => {
  const seed = seedOf(frozen, draw.value)
  const script = `
    list=$(sha256sum | cut -c1-64)
    seed=$(printf '%s\\n' yachay-lottery-1 piloto abierta-1 1 ${frozen.bases} "$list" '${draw.value}' | sha256sum | cut -c1-64)
    echo "$seed"
    for e in ${frozen.expedientes.slice(0, 20).join(' ')}; do printf '%s %s\\n' "$(printf '%s:%s' "$seed" "$e" | sha256sum | cut -c1-64)" "$e"; done | LC_ALL=C sort | cut -d' ' -f2`
  const [found, ...order] = execFileSync('sh', ['-c', script], { input: listText(frozen.expedientes), encoding: 'utf8' }).trim().split('\n')
  assert.equal(found, seed)
  assert.deepEqual(order, drawOrder(seed, frozen.expedientes.slice(0, 20)).map((d) => d.expediente))
})

test('whoever changes a name on the list, the value, the terms or a rank is found out', () => {
  const file = lotteryFile(frozen, draw)
  const swapped = file.order!.map((d, i, all) => (i < 2 ? { ...d, expediente: all[1 - i]!.expediente } : d))
  assert.match(check({ ...file, order: swapped }).join(), /rank 1: published/)
  assert.match(check({ ...file, list: { ...file.list, expedientes: file.list.expedientes.slice(1) } }).join(), /file numbers, each once.*SHA-256 of the list/)
  assert.match(check({ ...file, value: { ...file.value!, text: '1 2 3 4 5 6' } }).join(), /seed: published/)
  assert.match(check(file, 'other terms').join(), /SHA-256 of the terms/)
})

test('before the draw only the frozen list is public, and the checker says that it is not drawn', () => {
  const file = lotteryFile(frozen, null)
  assert.equal(file.order, null)
  assert.equal(file.seed, null)
  assert.deepEqual(check(file), ['not drawn yet: the file has no public value'])
})

test('the order does not depend on the order in which the list was written', () => {
  const turned = { ...frozen, expedientes: frozen.expedientes.toReversed() }
  assert.equal(seedOf(turned, draw.value), seedOf(frozen, draw.value))
  assert.deepEqual(lotteryFile(turned, draw).order, lotteryFile(frozen, draw).order)
})

test('two people who read the same value out loud type the same bytes', () => {
  assert.equal(publicValue('  4 12  19 23\t38 45 '), '4 12 19 23 38 45')
})

test('a file number can be read aloud, typed in any shape, and never holds letters that look alike', () => {
  const number = expedienteFrom(Uint8Array.from({ length: 14 }, (_, i) => (i * 53) % 256))
  assert.match(number, /^[2-9BCDFGHJKMNPQRTVWXYZ]{5}-[2-9BCDFGHJKMNPQRTVWXYZ]{5}$/)
  assert.equal(readExpediente(` ${number.toLowerCase().replace('-', ' ')} `), number)
  assert.equal(readExpediente('ABCDE-12345'), null)
  assert.throws(() => expedienteFrom(new Uint8Array(9)), /random bytes/)
})
