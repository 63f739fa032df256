import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, personValues, type Acting } from '../../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../../test/house.ts'
import type { Step } from '../../../engine/recipe.ts'
import { train } from '../../../engine/train.ts'
import { enrolPerson } from '../../cohorts/index.ts'
import { recipeOf } from '../lab.ts'
import { classLab, labOf, publicData } from '../labs.ts'
import { seedOf } from '../seed.ts'
import { isStuck, stuckIn, type TutorTry } from './tries.ts'

let house: TestHouse
let tutor: Acting
before(async () => {
  house = await openHouse()
  tutor = await actingStaff(house, 'Tania Tutora', ['tutor'])
  await house.db.insertInto('section_tutor').values({
    id: randomUUID(), tenant: 'piloto', section: 'noche-1', staff: tutor.id, since: house.clock(), assigned_by: tutor.id, until: null, ended_by: null,
  }).execute()
})
after(() => house.close())

const AT = '/office/piloto/sections/noche-1/labs'
const RAW: Step[] = [{ block: 'neighbours', k: 5 }]
const GOOD: Step[] = [{ block: 'scale', by: 'min-max' }, { block: 'neighbours', k: 9 }]

async function learner(name: string, section = 'noche-1'): Promise<Acting & { agent: string; at: string }> {
  const who = await actingLearner(house, personValues({ name }))
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section })
  return { ...who, at: `/learn/${enrolment}/labs/uva-vino` }
}

async function handIn(who: Awaited<ReturnType<typeof learner>>, steps: readonly Step[]): Promise<void> {
  const lab = classLab(labOf(house, 'uva-vino'))
  const recipe = recipeOf(lab, seedOf(house.keys, who.agent, lab), steps)
  const outcome = train(recipe, publicData(lab))
  const answer = await who.post(who.at, { id: randomUUID(), recipe: JSON.stringify(recipe), digest: outcome.kind === 'trained' ? outcome.digest : 'f'.repeat(64) })
  assert.equal(answer.status, 303)
  await house.runJobs()
}

test('a section in which nobody handed in says so', async () => {
  assert.match(await (await tutor.get(AT)).text(), /Todavía no hay participantes en esta sección/)
  await learner('Zoila Quispe Mamani')
  assert.match(await (await tutor.get(AT)).text(), /Nadie de esta sección ha entregado una receta todavía/)
  const nobody = await actingStaff(house, 'Tina Nueva', ['tutor'])
  assert.match(await (await nobody.get('/office/piloto/labs')).text(), /Todavía no tienes una sección a tu cargo/)
})

test('a tutor sees who is stuck, with what mistake, and each try of one learner in words; a pass ends it', async () => {
  const ana = await learner('Ana Huamán Rojas')
  const beto = await learner('Beto Ccori Luna')
  for (const who of [ana, beto]) for (let i = 0; i < 3; i += 1) await handIn(who, RAW)
  assert.match(await (await tutor.get('/office/piloto/labs')).text(), /2 necesitan ayuda/)
  const known = classLab(labOf(house, 'uva-vino')).mistakes.find((m) => m.when.scale?.includes('none'))!
  const html = await (await tutor.get(AT)).text()
  assert.match(html, /Aprobaron 0; intentan 2; sin entregar 1/)
  assert.match(html, /A 2 les pasa lo mismo:/)
  assert.ok(html.includes(known.say.es.slice(0, 30)))
  assert.match(html, /aria-label="3 entregas: 3 todavía no, 0 aprobadas, 0 por calificar"/)
  const one = await (await tutor.get(`${AT}/${ana.agent}`)).text()
  assert.match(one, /<h1>Ana Huamán Rojas<\/h1>/)
  assert.equal(one.match(/5 vecinos/g)?.length, 3)
  assert.match(one, /\d+ de 60/)
  await handIn(ana, GOOD)
  const later = await (await tutor.get(AT)).text()
  assert.match(later, /Aprobaron 1; intentan 1/)
  assert.match(later, /Lo que le pasa:/)
  assert.match(await (await tutor.get(`${AT}?lang=en`)).text(), /What happens:/)
})

test('another section’s tutor, another role and a learner of another section are kept out', async () => {
  const other = await actingStaff(house, 'Tomás Ajeno', ['tutor'])
  const hers = await learner('Celia Poma Ríos', 'sabado-1')
  assert.equal((await other.get(AT)).status, 403)
  assert.equal((await other.get(`${AT}/${hers.agent}`)).status, 403)
  assert.equal((await tutor.get(`${AT}/${randomUUID()}`)).status, 404)
  assert.equal((await tutor.get('/office/piloto/sections/no-hay/labs')).status, 404)
  assert.equal((await hers.get(AT)).status, 403)
  const executor = await actingStaff(house, 'Elsa Ejecuta', ['executor'])
  assert.equal((await executor.get(AT)).status, 200)
  assert.equal((await (await actingStaff(house, 'Aurelio Audita', ['auditor'])).get(AT)).status, 403)
})

test('annulled grades and what waits make nobody stuck; without a known mistake she is listed all the same', () => {
  const grade = { passed: false, gap: 'close', figure: 0.5, of_rows: 60, annulled: false }
  const one = (n: number, more: Partial<TutorTry> = {}): TutorTry => ({ submission: `s${n}`, agent: 'a', lab: 'uva-vino', received: new Date(0), grade, ...more })
  assert.equal(isStuck([one(1), one(2), one(3, { grade: null })]), false)
  assert.equal(isStuck([one(1), one(2), one(3)]), true)
  assert.equal(isStuck([one(1), one(2), one(3), one(4, { grade: { ...grade, passed: true } })]), false)
  const lab = classLab(labOf(house, 'uva-vino'))
  assert.deepEqual(stuckIn(lab, new Map([['a', [one(1), one(2), one(3)]]]), new Map()), [{ mistake: null, agents: ['a'] }])
})
