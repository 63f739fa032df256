import assert from 'node:assert/strict'
import { test } from 'node:test'
import { infoOf, structureOf, textOf, wordsOf } from '../../test/poppler.ts'
import { paperBasics, typeset } from './paper.ts'

/** The roster's template: the simplest that prints what people wrote. */
const paper = (name: string) => typeset('features/cohorts/roster.typ', {
  ...paperBasics({}, 'es', 'Una lista', new Date('2026-03-02T15:00:00Z')), heading: 'Una lista', facts: [['Sección', name]], foot: 'Al pie', note: '',
  head: ['N.º', 'Nombre', 'Documento', 'Matrícula'], rows: [['1', name, '…410', 'Activa']], empty: '',
})

test('a name full of markup, code and quotes is printed letter by letter', async () => {
  const names = [
    '#panic("x") [*a*] $x$ \\ Ñandú O\'Higgins "Ää" -- ... // no /* y */ <b> @x ~ `c` =',
    '#import "/web/paper.typ": data; #data', '#read("/web/paper.ts")', '\\u{41} \\n {name} ${name} %s \\', '= Título', '- lista', '+ uno', '/ a: b', 'https://x.pe/[y]', '"); #panic() //',
  ]
  for (const name of names) assert.ok(wordsOf(await paper(name)).includes(name), `${name} in: ${wordsOf(await paper(name))}`)
})

test('letters of many tongues are printed, and a sign that no font has does not stop the paper', async () => {
  const words = wordsOf(await paper('Ñusta Ch’aska Q’ispi Łukasz Đặng Ωμέγα Жанна'))
  assert.match(words, /Ñusta Ch’aska Q’ispi Łukasz Đặng Ωμέγα Жанна/)
  const strange = await paper('Rosa \u{12000} Quispe')
  assert.match(wordsOf(strange), /Rosa.*Quispe/)
  assert.match(infoOf(strange), /Tagged:\s+yes/)
})

test('the same data give the same bytes, and the file knows no clock', async () => {
  const [one, two] = [Buffer.from(await paper('Rosa')), Buffer.from(await paper('Rosa'))]
  assert.ok(one.equals(two))
  assert.match(infoOf(one), /CreationDate:\s+Mon Mar {2}2 1[05]:00:00 2026/)
})

test('hundreds of papers at once are all printed, each its own, by one process after another', async () => {
  const pdfs = await Promise.all(Array.from({ length: 90 }, (_, n) => paper(`Persona número ${n}.`)))
  for (const n of [0, 45, 89]) assert.match(wordsOf(pdfs[n] ?? new Uint8Array()), new RegExp(`Persona número ${n}\\.`))
  // Beyond what one process prints.
  for (let n = 0; n < 120; n++) await paper(`Otra ${n}`)
  assert.match(wordsOf(await paper('La última')), /La última/)
})

test('more than a hundred waiting papers are refused in words, and those that wait are printed', async () => {
  const all = await Promise.allSettled(Array.from({ length: 130 }, () => paper('Rosa')))
  assert.equal(all.filter((a) => a.status === 'fulfilled').length, 100)
  for (const one of all) if (one.status === 'rejected') assert.equal((one.reason as { code?: string }).code, 'printer-busy')
})

test('a list of ninety repeats its head on each page, and each page says which it is', async () => {
  const basics = { ...paperBasics({}, 'es', 'Una lista', new Date('2026-03-02T15:00:00Z')), heading: 'Una lista', facts: [['Sección', 'Noche 1']], foot: 'Impreso por Tita', note: '', empty: '' }
  const rows = (more: readonly string[]): string[][] => Array.from({ length: 90 }, (_, n) => [String(n + 1), `Rosa Quispe ${n + 1}.`, '…410', ...more])
  const roster = await typeset('features/cohorts/roster.typ', { ...basics, head: ['N.º', 'Nombre', 'Documento', 'Matrícula'], rows: rows(['Activa']) })
  const sheet = await typeset('features/attendance/sheet.typ', { ...basics, head: ['N.º', 'Nombre', 'Documento', 'P', 'T', 'F', 'J', 'Firma'], rows: rows(['', '', '', '', '']), legend: 'P', signers: ['Una', 'Otra'] })
  for (const pdf of [roster, sheet]) {
    const pages = textOf(pdf).split('\f').filter((page) => page.trim() !== '')
    assert.ok(pages.length >= 3)
    pages.forEach((page, n) => {
      assert.match(page, new RegExp(`Página ${n + 1} de ${pages.length}`))
      assert.match(page, /Impreso por Tita/)
      assert.match(page, /Nombre/)
    })
    for (let n = 1; n <= 90; n++) assert.ok(textOf(pdf).includes(`Rosa Quispe ${n}.`), String(n))
  }
})

test('a template that fails is an error of ours, and the next paper is printed', async () => {
  await assert.rejects(typeset('features/cohorts/roster.typ', {}), /Typst:/)
  await assert.rejects(typeset('features/cohorts/nothing.typ', {}), /Typst:/)
  assert.match(structureOf(await paper('Rosa')), /TH/)
})

test('a paper of a demo says that it is one, in its language', async () => {
  const says = async (config: Parameters<typeof paperBasics>[0], lang: 'es' | 'en') => textOf(await typeset('features/cohorts/roster.typ', {
    ...paperBasics(config, lang, 'Lista', new Date('2026-03-02T15:00:00Z')), heading: 'Lista', facts: [], foot: '', note: '', empty: 'Nadie', head: ['N'], rows: [],
  }))
  assert.match(await says({ demo: { contentDir: '/' } }, 'es'), /DEMOSTRACIÓN/)
  assert.match(await says({ demo: { contentDir: '/' } }, 'en'), /DEMONSTRATION/)
  assert.doesNotMatch(await says({}, 'es'), /DEMO/)
})
