import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { Problem } from '../../lib/problem.ts'
import { readExt } from '../../record/statement.ts'
import type { Product } from '../courses/index.ts'
import { annulGrade, gradeProduct, readGrade } from './grade.ts'
import { commitmentOf, handIn, readWork } from './hand-in.ts'
import { MOST_PICTURE_BYTES, readPicture } from './picture.ts'

const NOW = new Date('2026-03-02T15:00:00Z')
const about = { tenant: 'piloto', agent: 'a1', enrolment: '00000000-0000-4000-8000-000000000001', product: 'base.producto', at: NOW }
const handed = { submission: '00000000-0000-4000-8000-0000000000aa', version: 'v'.repeat(64), salt: Buffer.alloc(16, 7), pictures: [] }
const pair = (es: string) => ({ es, en: es })
const level = (points: number) => ({ points, ...pair(`${points}`) })
const product: Product = {
  id: 'producto', rubric: 1, title: pair('Tu producto'), task: pair('Haz algo'),
  criteria: [
    { id: 'uso', title: pair('Uso'), levels: [level(0), level(5), level(8)] },
    { id: 'datos', title: pair('Datos'), levels: [level(0), level(6), level(12)] },
  ],
}
const refused = (status: number, code: string, words: RegExp) => (error: unknown) =>
  error instanceof Problem && error.status === status && error.code === code && words.test(error.sentence.es)
const good = { points: { uso: '8', datos: '6' }, comment: 'Se entiende para qué sirve; falta la fuente.', aiDoubt: false }

test('what she writes is counted as she sees it and never stands in the statement', () => {
  const { work, problems } = readWork({ text: '  Lista de compras\r\nde mi bodega ', ai: 'some' }, 0)
  assert.deepEqual(problems, [])
  assert.equal(work?.text, 'Lista de compras\nde mi bodega')
  const [draft] = handIn({ open: true, attempts: 1 }, about, work!, handed)
  assert.equal(draft && readExt(draft.statement, 'attempt'), 2)
  assert.equal(draft && readExt(draft.statement, 'commitment'), commitmentOf(handed.salt, work!, []))
  assert.doesNotMatch(JSON.stringify(draft), /bodega/)
  assert.notEqual(commitmentOf(Buffer.alloc(16, 8), work!, []), commitmentOf(handed.salt, work!, []), 'nobody confirms a guess without the salt')
})

test('nothing at all, 5001 letters, four pictures, no declaration: each is said at its field', () => {
  assert.deepEqual(readWork({ text: ' ', ai: 'none' }, 0).problems.map((p) => p.field), ['text'])
  assert.deepEqual(readWork({ text: '', ai: 'none' }, 1).problems, [])
  assert.deepEqual(readWork({ text: 'ñ'.repeat(5000), ai: 'none' }, 0).problems, [])
  assert.match(readWork({ text: 'ñ'.repeat(5001), ai: 'none' }, 0).problems[0]!.sentence.es, /5000 letras/)
  assert.deepEqual(readWork({ text: '👩🏽‍🌾'.repeat(10), ai: 'x' }, 4).problems.map((p) => p.field), ['pictures', 'ai'])
})

test('who withdrew cannot hand in, and a script cannot fill the disk with versions', () => {
  const { work } = readWork({ text: 'algo', ai: 'none' }, 0)
  assert.throws(() => handIn({ open: false, attempts: 0 }, about, work!, handed), refused(409, 'not-enrolled-now', /no está activa/))
  assert.throws(() => handIn({ open: true, attempts: 20 }, about, work!, handed), refused(409, 'too-many-versions', /20 versiones/))
})

test('the mark is the sum of the chosen levels, with a comment that helps', () => {
  assert.equal(readGrade(product, good).grade?.mark, 14)
  assert.deepEqual(readGrade(product, { points: { uso: '7' }, comment: 'bien', aiDoubt: false }).problems.map((p) => p.field), ['criterion-uso', 'criterion-datos', 'comment'])
})

test('only a tutor of her section grades, once a version, and the latest version', () => {
  const { grade } = readGrade(product, good)
  const known = { submission: { id: handed.submission, ai: 'some' as const }, rubric: 1, isTutor: true, graded: false, replaced: false }
  const [draft] = gradeProduct(known, about, grade!, 'tutor-1')
  assert.deepEqual(draft?.statement.result?.score, { raw: 14, min: 0, max: 20, scaled: 0.7 })
  assert.equal(draft?.statement.context?.instructor?.account.name, 'tutor-1')
  assert.deepEqual(draft && readExt(draft.statement, 'criteria'), { uso: 8, datos: 6 })
  assert.doesNotMatch(JSON.stringify(draft), /fuente/)
  assert.throws(() => gradeProduct({ ...known, isTutor: false }, about, grade!, 't'), refused(403, 'not-your-section', /no está a tu cargo/))
  assert.throws(() => gradeProduct({ ...known, graded: true }, about, grade!, 't'), refused(409, 'graded-already', /ya tiene nota/))
  assert.throws(() => gradeProduct({ ...known, replaced: true }, about, grade!, 't'), refused(409, 'replaced', /versión nueva/))
  assert.throws(() => annulGrade({ isTutor: true, grade: undefined }, about, 'rule', 't'), refused(409, 'not-graded', /no tiene nota/))
})

test('a photo loses its place and hidden data, is turned upright and shrunk', async () => {
  const photo = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#7a2e1f' } })
    .withExif({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '15/1 29/1 0/1' } }).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  const picture = await readPicture(photo)
  assert.deepEqual([picture.width, picture.height], [1067, 1600])
  const meta = await sharp(picture.webp).metadata()
  assert.equal(meta.format, 'webp')
  assert.equal(meta.exif, undefined)
  assert.equal(meta.orientation, undefined)
})

test('what is no picture, a damaged one, one of more than 5 MB and one of too many pixels are refused in words', async () => {
  await assert.rejects(readPicture(Buffer.from('%PDF-1.7 not a picture')), refused(422, 'bad-picture', /JPEG, PNG o WebP/))
  await assert.rejects(readPicture(Buffer.alloc(MOST_PICTURE_BYTES + 1)), refused(422, 'bad-picture', /5 MB/))
  const png = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 128, sigma: 30 } } }).png().toBuffer()
  await assert.rejects(readPicture(png.subarray(0, png.length / 2)), refused(422, 'bad-picture', /dañada/))
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>')
  await assert.rejects(readPicture(svg), refused(422, 'bad-picture', /JPEG, PNG o WebP/))
  const bomb = await sharp({ create: { width: 10_000, height: 9000, channels: 3, background: '#fff' } }).png().toBuffer()
  await assert.rejects(readPicture(bomb), refused(422, 'bad-picture', /JPEG, PNG o WebP|dañada/))
})
