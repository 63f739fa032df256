import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { check } from '../../../scripts/lottery.ts'
import { ROOT } from '../../lib/root.ts'
import { expedienteFrom, readExpediente } from './expediente.ts'
import { drawOrder, listText, LOTTERY_FORMAT, LOTTERY_FORMAT_2, lotteryFile, publicValue, rankBeside, seedOf, sha256 } from './lottery.ts'

const frozen = {
  programme: 'piloto', call: 'abierta-1', round: 1, bases: sha256('terms'), file: 'programmes/piloto/calls/abierta-1.yaml',
  frozenAt: new Date('2026-03-02T15:00:00Z'), format: LOTTERY_FORMAT, entries: Array.from({ length: 200 }, (_, i) => ({ expediente: expedienteFrom(bytes(i)), quota: null, points: 0 })),
}
const numbers = frozen.entries.map((e) => e.expediente)
const draw = { value: '4 12 19 23 38 45', source: 'La Tinka, 4 March 2026', places: 90, reserved: [], at: new Date('2026-03-05T15:00:00Z') }

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
    for e in ${numbers.slice(0, 20).join(' ')}; do printf '%s %s\\n' "$(printf '%s:%s' "$seed" "$e" | sha256sum | cut -c1-64)" "$e"; done | LC_ALL=C sort | cut -d' ' -f2`
  const [found, ...order] = execFileSync('sh', ['-c', script], { input: listText(frozen), encoding: 'utf8' }).trim().split('\n')
  assert.equal(found, seed)
  assert.deepEqual(order, drawOrder(seed, frozen.entries.slice(0, 20)).map((d) => d.expediente))
})

test('whoever changes a name on the list, the value, the terms or a rank is found out', () => {
  const file = lotteryFile(frozen, draw)
  const swapped = file.order!.map((d, i, all) => (i < 2 ? { ...d, expediente: all[1 - i]!.expediente } : d))
  assert.match(check({ ...file, order: swapped }).join(), /rank 1: published/)
  assert.match(check({ ...file, list: { ...file.list, expedientes: file.list.expedientes!.slice(1) } }).join(), /file numbers, each once.*SHA-256 of the list/)
  assert.match(check({ ...file, value: { ...file.value!, text: '1 2 3 4 5 6' } }).join(), /seed: published/)
  assert.match(check(file, 'other terms').join(), /SHA-256 of the terms/)
})

test('before the draw only the frozen list is public, and the checker says that it is not drawn', () => {
  const file = lotteryFile(frozen, null)
  assert.equal(file.order, null)
  assert.equal(file.seed, null)
  assert.deepEqual(check(file), ['not drawn yet: the file has no public value'])
})

/** The same people with quotas that a fifth and a tenth of them count for, and points with many equals. */
const second = {
  ...frozen, format: LOTTERY_FORMAT_2,
  entries: frozen.entries.map((entry, i) => ({ ...entry, quota: i % 5 === 0 ? 'group-women' : i % 10 === 1 ? 'department-21' : null, points: (i * 7) % 4 })),
}
const reserved = [{ quota: 'group-women', places: 30 }, { quota: 'department-21', places: 25 }]

test('with points and quotas an independent program hands out the same places: each quota at least its own, what is left to anybody', () => {
  const file = lotteryFile(second, { ...draw, reserved })
  assert.deepEqual(check(file, 'terms'), [])
  const given = (quota: string) => file.order!.filter((o) => o.quota === quota && o.place !== null).length
  assert.equal(file.order!.filter((o) => o.place !== null).length, 90)
  assert.ok(given('group-women') >= 30, 'a quota is a least number')
  assert.equal(given('department-21'), 20, 'all of those who were too few: the other five places are anybody’s')
  assert.deepEqual(file.order!.map((o) => o.points), file.order!.map((o) => o.points).toSorted((a, b) => b! - a!), 'more points first')
  assert.match(check({ ...file, reserved: [{ quota: 'group-women', places: 2 }, reserved[1]!] }).join(), /rank \d+: published .* group-women, found .* open/)
  assert.match(check({ ...file, list: { ...file.list, lines: file.list.lines!.map((l, i) => (i === 0 ? l.replace(/\d+$/, '9') : l)) } }).join(), /SHA-256 of the list/)
})

test('the commands of docs/lottery.md give the same order and the same places', () => {
  const script = [...readFileSync(join(ROOT, 'docs/lottery.md'), 'utf8').matchAll(/```sh\n(.*?)```/gs)].map((m) => m[1]!)
  for (const [which, file] of [[0, lotteryFile(frozen, draw)], [1, lotteryFile(second, { ...draw, reserved })]] as const) {
    const folder = mkdtempSync(join(tmpdir(), 'yachay-by-hand-'))
    writeFileSync(join(folder, 'lottery.json'), JSON.stringify(file))
    // jq is not on every machine: node does its four small questions.
    writeFileSync(join(folder, 'jq'), JQ, { mode: 0o755 })
    const said = execFileSync('sh', ['-c', script[which]!], { cwd: folder, encoding: 'utf8', env: { ...process.env, PATH: `${folder}:${process.env.PATH}` } })
    assert.equal(said.trim(), 'equal', file.format)
  }
})

const JQ = `#!${process.execPath}
const [, , , asked, file] = process.argv
const f = JSON.parse(require('fs').readFileSync(file, 'utf8'))
const answers = {
  '.list.expedientes[]': () => f.list.expedientes, '.list.lines[]': () => f.list.lines, '.programme': () => [f.programme], '.call': () => [f.call], '.round': () => [f.round],
  '.bases.sha256': () => [f.bases.sha256], '.value.text': () => [f.value.text], '.places': () => [f.places], '.order[].expediente': () => f.order.map((o) => o.expediente),
  '.reserved[] | "\\(.quota) \\(.places)"': () => f.reserved.map((r) => r.quota + ' ' + r.places), '.order[] | "\\(.expediente) \\(.place)"': () => f.order.map((o) => o.expediente + ' ' + o.place),
}
console.log(answers[asked]().join('\n'))
`

test('who comes back after the draw gets the rank that the same arithmetic gives her', () => {
  const seed = seedOf(second, draw.value)
  const order = drawOrder(seed, second.entries)
  const [first] = order
  assert.equal(rankBeside(seed, order.slice(1), first!), 1)
  assert.equal(rankBeside(seed, order.filter((o) => o.rank !== 17), order[16]!), 17)
})

test('the order does not depend on the order in which the list was written', () => {
  const turned = { ...frozen, entries: frozen.entries.toReversed() }
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
