import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { actingLearner, actingStaff, personValues, type Acting } from '../../../test/acting.ts'
import { differences } from '../../../test/differences.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { readStatements } from '../../record/read.ts'
import { rebuildBeside } from '../../record/rebuild.ts'
import { enrolPerson } from '../cohorts/index.ts'
import { productOf } from '../courses/index.ts'
import { bestMark, gradersOf } from './index.ts'
import { productGrade } from './product-grade.ts'

const SECTION = 'noche-1'
const QUEUE = '/office/piloto/products'
let house: TestHouse
let tutor: Acting
let stranger: Acting

before(async () => {
  house = await openHouse()
  const executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  tutor = await actingStaff(house, 'Tito Tutor', ['tutor'])
  stranger = await actingStaff(house, 'Susana Otra', ['tutor'])
  await executor.post(`/office/piloto/sections/${SECTION}/tutors`, { staff: tutor.id })
  await executor.post('/office/piloto/sections/sabado-1/tutors', { staff: stranger.id })
})
after(() => house.close())

async function enrolled(name: string): Promise<Acting & { agent: string; base: string }> {
  const who = await actingLearner(house, personValues({ name }))
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: SECTION })
  return { ...who, base: `/learn/${enrolment}/product` }
}

const photo = (width = 2000, height = 1500) => sharp({ create: { width, height, channels: 3, background: '#7a2e1f' } })
  .withExif({ IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '15/1 29/1 0/1' } }).jpeg().toBuffer()

/** Hands in as a browser does, with files. */
function handIn(who: Acting & { base: string }, fields: Record<string, string | readonly string[]>, files: readonly Buffer[] = []): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one as string)
  for (const file of files) body.append('pictures', new Blob([new Uint8Array(file)], { type: 'image/jpeg' }), 'foto.jpg')
  return house.request(who.base, { method: 'POST', headers: { cookie: who.cookie }, body })
}

const rubric = (level: 'best' | 'worst'): Record<string, string> => Object.fromEntries(productOf(house, 'base')!.criteria.map((criterion) => {
  const points = criterion.levels.map((l) => l.points)
  return [`criterion-${criterion.id}`, String(level === 'best' ? Math.max(...points) : Math.min(...points))]
}))
const waiting = async (): Promise<string[]> => {
  const html = await (await tutor.get(QUEUE)).text()
  return [...html.slice(0, html.indexOf('Calificados') >>> 0).matchAll(/products\/([0-9a-f-]{36})"/g)].map((m) => m[1]!)
}

test('from hand-in to mark: text and photo sealed, the queue, the grade, the comment, another version, the best mark', async () => {
  const rosa = await enrolled('Rosa Producto Luna')
  assert.match(await (await rosa.get(rosa.base)).text(), /Tu producto.*¿Cuánto te ayudó la IA\?/s)
  const answer = await handIn(rosa, { text: 'Mi lista secreta de compras', ai: 'some' }, [await photo()])
  assert.equal(answer.status, 303)
  assert.match(await (await rosa.get(answer.headers.get('location')!)).text(), /Entregado.*Mi lista secreta de compras/s)

  const statements = (await readStatements(house.db, 'piloto', { actors: [rosa.agent] })).filter((s) => s.verb.endsWith('/product-submitted'))
  assert.equal(statements.length, 1)
  assert.doesNotMatch(JSON.stringify(statements), /secreta/)
  const files = readdirSync(join(house.config.dataDir, 'files'), { recursive: true, encoding: 'utf8' }).filter((f) => /[0-9a-f]{64}$/.test(f))
  assert.ok(files.length >= 1)
  for (const f of files) assert.notEqual(readFileSync(join(house.config.dataDir, 'files', f)).subarray(0, 4).toString(), 'RIFF', 'sealed on disk')

  const [id] = await waiting()
  const page = await tutor.get(`${QUEUE}/${id}`)
  assert.match(await page.text(), /Rosa Producto Luna.*Mi lista secreta de compras.*En parte/s)
  const picture = await tutor.get(`${QUEUE}/${id}/pictures/1`)
  assert.equal(picture.headers.get('content-type'), 'image/webp')
  assert.equal((await sharp(Buffer.from(await picture.arrayBuffer())).metadata()).exif, undefined)

  const short = await tutor.post(`${QUEUE}/${id}/grade`, { ...rubric('worst'), comment: 'mal' })
  assert.equal(short.status, 422)
  assert.match(await short.text(), /href="#comment".*checked.*>mal</s)
  assert.equal((await tutor.post(`${QUEUE}/${id}/grade`, { ...rubric('worst'), comment: 'Falta decir para qué sirve y tu pedido.' })).status, 303)
  const twice = await tutor.post(`${QUEUE}/${id}/grade`, { ...rubric('best'), comment: 'Cambio de opinión, está muy bien.' })
  assert.equal(twice.status, 409)
  assert.match(await twice.text(), /ya tiene nota/)
  assert.match(await (await rosa.get(rosa.base)).text(), /Falta decir para qué sirve.*Tito Tutor/s)
  assert.match(await (await rosa.get('/me/inbox')).text(), /Tu producto ya tiene nota/)
  assert.deepEqual(await waiting(), [])

  house.time.add(60_000)
  assert.equal((await handIn(rosa, { text: 'Con todo lo que faltaba', ai: 'some', keep: '1' })).status, 303)
  const [second] = await waiting()
  assert.notEqual(second, id)
  assert.equal((await tutor.get(`${QUEUE}/${second}/pictures/1`)).status, 200, 'the kept photo came along')
  assert.equal((await tutor.post(`${QUEUE}/${second}/grade`, { ...rubric('best'), comment: 'Ahora sí: pedido claro y fuentes.' })).status, 303)
  assert.equal(await bestMark(house.db, 'piloto', rosa.agent, 'base.producto'), 20)
  assert.deepEqual(await gradersOf(house.db, 'piloto', rosa.agent), [tutor.id])
  assert.match(await (await rosa.get(rosa.base)).text(), /Cuenta tu mejor nota: 20\./)
})

test('only the person and the tutors of her section see it; nobody else, not even by its address', async () => {
  const rosa = await enrolled('Rosa Reservada Sol')
  assert.equal((await handIn(rosa, { text: 'Privado', ai: 'none' }, [await photo(300, 200)])).status, 303)
  assert.equal((await waiting()).length, 1)
  const [id] = await waiting()
  const other = await enrolled('Otra Persona Mar')
  assert.equal((await other.get(rosa.base)).status, 403)
  assert.equal((await handIn({ ...other, base: rosa.base }, { text: 'x', ai: 'none' })).status, 403)
  assert.equal((await other.get(`${other.base}/${id}/pictures/1`)).status, 404)
  assert.equal((await rosa.get(`${rosa.base}/${id}/pictures/1`)).status, 200)
  assert.equal((await rosa.get(`${rosa.base}/${id}/pictures/9`)).status, 404)
  for (const path of [`${QUEUE}/${id}`, `${QUEUE}/${id}/pictures/1`]) {
    const answer = await stranger.get(path)
    assert.equal(answer.status, 403, path)
    assert.match(await answer.text(), /no está a tu cargo/)
  }
  assert.equal((await stranger.post(`${QUEUE}/${id}/grade`, { ...rubric('best'), comment: 'Lo apruebo yo misma.' })).status, 403)
  assert.equal((await rosa.post(`${QUEUE}/${id}/grade`, { ...rubric('best'), comment: 'Me pongo veinte.' })).status, 403)
  assert.equal((await tutor.get(`${QUEUE}/${randomUUID()}`)).status, 404)
  assert.equal(await bestMark(house.db, 'piloto', rosa.agent, 'base.producto'), null)
})

test('what is wrong with a hand-in comes back beside its field, the text still there', async () => {
  const rosa = await enrolled('Rosa Errores Paz')
  const bad = await handIn(rosa, { text: 'Mi texto sigue', ai: '' }, [Buffer.from('%PDF-1.7')])
  assert.equal(bad.status, 422)
  assert.match(await bad.text(), /href="#ai".*vuelve a elegirlas.*>Mi texto sigue</s)
  const pdf = await handIn(rosa, { text: 'Mi texto sigue', ai: 'none' }, [Buffer.from('%PDF-1.7')])
  assert.equal(pdf.status, 422)
  assert.match(await pdf.text(), /href="#pictures".*JPEG, PNG o WebP.*>Mi texto sigue</s)
  const small = await photo(60, 40)
  const four = await handIn(rosa, { text: 'Cuatro', ai: 'none' }, [small, small, small, small])
  assert.equal(four.status, 422)
  assert.match(await four.text(), /como máximo 3 fotos/)
  assert.equal((await handIn(rosa, { text: 'ñ'.repeat(5001), ai: 'none' })).status, 422)
  assert.equal((await handIn(rosa, { text: '', ai: 'none' })).status, 422)
  assert.equal((await house.db.selectFrom('product_submission').select('id').where('agent', '=', rosa.agent).execute()).length, 0)
})

test('two versions at once are two versions in order; a version that came meanwhile is not overlooked', async () => {
  const rosa = await enrolled('Rosa Doble Cruz')
  const answers = await Promise.all([handIn(rosa, { text: 'uno', ai: 'none' }), handIn(rosa, { text: 'dos', ai: 'none' })])
  assert.deepEqual(answers.map((a) => a.status), [303, 303])
  const rows = await house.db.selectFrom('product_submission').select(['id', 'attempt']).where('agent', '=', rosa.agent).orderBy('attempt').execute()
  assert.deepEqual(rows.map((r) => r.attempt), [1, 2])
  const old = await tutor.post(`${QUEUE}/${rows[0]!.id}/grade`, { ...rubric('best'), comment: 'Muy bien la primera versión.' })
  assert.equal(old.status, 409)
  assert.match(await old.text(), /versión nueva/)
  const twice = await Promise.all([1, 2].map(() => tutor.post(`${QUEUE}/${rows[1]!.id}/grade`, { ...rubric('best'), comment: 'Muy bien la segunda versión.' })))
  assert.deepEqual(twice.map((a) => a.status).toSorted(), [303, 409])
})

test('a grade taken back does not count, stays on record, and the version waits again', async () => {
  const rosa = await enrolled('Rosa Anulada Ríos')
  await handIn(rosa, { text: 'trabajo', ai: 'most' })
  const { id } = await house.db.selectFrom('product_submission').select('id').where('agent', '=', rosa.agent).executeTakeFirstOrThrow()
  await tutor.post(`${QUEUE}/${id}/grade`, { ...rubric('best'), comment: 'Nota puesta por error aquí.', ai_doubt: 'yes' })
  assert.equal((await tutor.post(`${QUEUE}/${id}/annul`)).status, 422)
  assert.equal((await stranger.post(`${QUEUE}/${id}/annul`, { reason: 'wrong-mark' })).status, 403)
  assert.equal((await tutor.post(`${QUEUE}/${id}/annul`, { reason: 'wrong-mark' })).status, 303)
  assert.equal((await tutor.post(`${QUEUE}/${id}/annul`, { reason: 'wrong-mark' })).status, 409)
  assert.equal(await bestMark(house.db, 'piloto', rosa.agent, 'base.producto'), null)
  assert.deepEqual(await gradersOf(house.db, 'piloto', rosa.agent), [tutor.id], 'who graded once may not approve')
  assert.ok((await waiting()).includes(id))
})

test('rebuilt from the record alone, the grades are what they were', async () => {
  await rebuildBeside(house, productGrade)
  assert.equal(await differences(house, 'product_grade'), 0)
})
