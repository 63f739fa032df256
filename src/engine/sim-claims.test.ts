import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verdictOf } from './claim-evidence.ts'
import { readClaims, readHiddenClaims } from './claims-file.ts'
import { ACCORD } from './sim-claims-accord.ts'
import { REPORTS } from './sim-claims-table.ts'
import { VISIT } from './sim-claims-visit.ts'
import { CHECKED, HIDDEN, hiddenClaims, POOL, publicClaims, simulateClaims } from './sim-claims.ts'

const MATTERS = [...ACCORD, ...VISIT]
const text = publicClaims('test')
const file = readClaims(text)
const hidden = readHiddenClaims(hiddenClaims('test hidden'), file)
const many = simulateClaims('many', 1500)
const share = (is: (verdict: number) => boolean) => many.filter((c) => is(c.verdict)).length / many.length

test('the table is whole: five reports, a letter for each, something said in both languages, silence where the card is empty', () => {
  assert.equal(new Set(MATTERS.map((m) => m.id)).size, MATTERS.length)
  for (const { id, cells, values } of MATTERS) {
    assert.equal(cells.length, REPORTS.length, id)
    for (const { stance, figure, weight, forms } of values) {
      assert.match(stance, /^[son]{5}$/, id)
      assert.ok([-1, 0, 1].includes(figure) && weight > 0 && forms.length > 0, id)
      for (const [r, letter] of [...stance].entries()) assert.ok(letter === 'n' || cells[r] !== null, `${id} ${stance}: R${r + 1} is silent on the card`)
      for (const form of forms) assert.ok(form.es?.trim() && form.en?.trim() && !form.en.includes(' = '), `${id}: ${form.es}`)
      if (figure === -1) assert.ok(!stance.includes('s'), `${id} ${stance}`)
    }
  }
})

test('verdicts come as often as they should and follow from the reports', () => {
  for (const [k, wanted] of [0.25, 0.27, 0.26, 0.22].entries()) assert.ok(Math.abs(share((v) => v === k) - wanted) < 0.035, String(k))
  assert.ok(many.every((claim) => claim.verdict === verdictOf(claim, REPORTS)))
})

test('what is made up sounds official more often than what is confirmed', () => {
  const sure = (k: number) => { const of = many.filter((c) => c.verdict === k); return of.filter((c) => c.sure === 1).length / of.length }
  assert.ok(sure(3) > sure(0) + 0.3 && sure(2) > sure(0) + 0.15)
})

test('no sentence comes twice; each is a sentence in both languages, without two spaces or a mark left over', () => {
  assert.equal(new Set(many.map((c) => c.text.es)).size, many.length)
  for (const { text: { es, en } } of [...many, ...file.claims]) for (const said of [es, en]) assert.match(said, /^[A-ZÁÉÍÓÚÑ0-9][^|=[\]\n]{8,240}\.$/, said)
  assert.ok(many.every((c) => !/ {2}|\.\./.test(c.text.es + c.text.en)))
})

test('the files read back: the pool without verdicts, the checked and hidden claims with theirs', () => {
  assert.deepEqual([file.reports.length, file.matters.length, file.pool, file.claims.length, hidden.length], [5, MATTERS.length, POOL, POOL + CHECKED, HIDDEN])
  assert.deepEqual(file.matters.map((m) => m.cells), MATTERS.map((m) => m.cells))
  assert.deepEqual(file.claims.map((c) => c.text), simulateClaims('test', POOL + CHECKED).map((c) => c.text))
  for (const claim of [...file.claims.slice(POOL), ...hidden]) assert.equal(claim.verdict, verdictOf(claim, file.reports))
})

test('the same seed gives the same claims, fewer are the first of more, another seed gives others', () => {
  assert.equal(publicClaims('test'), text)
  assert.deepEqual(simulateClaims('many', 40), many.slice(0, 40))
  assert.notEqual(hiddenClaims('other'), hiddenClaims('test hidden'))
})

test('what is no file of claims is an error that names its line', () => {
  const broken = (from: string | RegExp, to: string) => () => readClaims(text.replace(from, to))
  assert.throws(broken('[matters]', '[nothing]'), /no line \[matters\]/)
  assert.throws(broken(/,confirmed\n/, ',perhaps\n'), /^Error: line \d+: no verdict "perhaps"/)
  assert.throws(broken(/,confirmed\n/, '\n'), /line \d+/)
  assert.throws(() => readHiddenClaims(`[claims]\n${text.split('[claims]\n')[1]!.split('\n')[0]!}\n`, file), /line 2: no verdict/)
})
