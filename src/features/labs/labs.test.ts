import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { actingLearner, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import type { Recipe, Step } from '../../engine/recipe.ts'
import { train } from '../../engine/train.ts'
import { ENGINE } from '../../engine/version.ts'
import { append } from '../../record/append.ts'
import { readStatements } from '../../record/read.ts'
import { rebuildBeside } from '../../record/rebuild.ts'
import { agent, ext, readExt, type Statement } from '../../record/statement.ts'
import { enrolPerson } from '../cohorts/index.ts'
import { activity, VERB } from '../programmes/index.ts'
import { gradesOf, labPassed } from './grades.ts'
import { gradeOne, gradeWaiting } from './grading.ts'
import { classLab, labOf, publicData } from './labs.ts'
import { seedOf } from './seed.ts'
import { LAB_SUBMITTED } from './statements.ts'
import { submissionsOf } from './submissions.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

const GOOD: Step[] = [{ block: 'scale', by: 'min-max' }, { block: 'neighbours', k: 9 }]
const RAW: Step[] = [{ block: 'neighbours', k: 5 }]

interface Learner extends Acting { readonly agent: string; readonly enrolment: string; readonly at: string }

async function learner(): Promise<Learner> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
  return { ...who, enrolment, at: `/learn/${enrolment}/labs/uva-vino` }
}

/** What her phone would find: the recipe bound to her and its digest. */
function trained(who: Learner, steps: readonly Step[]): { recipe: Recipe; digest: string } {
  const lab = classLab(labOf(house, 'uva-vino'))
  const recipe = { lab: lab.id, version: lab.version, engine: ENGINE, seed: seedOf(house.keys, who.agent, lab), steps }
  const outcome = train(recipe, publicData(lab))
  return { recipe, digest: outcome.kind === 'trained' ? outcome.digest : 'f'.repeat(64) }
}

async function handIn(who: Learner, steps: readonly Step[], more: Record<string, string> = {}): Promise<Response> {
  const { recipe, digest } = trained(who, steps)
  return who.post(who.at, { id: randomUUID(), recipe: JSON.stringify(recipe), digest, ...more })
}

const submitted = (who: Learner) => readStatements(house.db, 'piloto', { actors: [who.agent], verbs: [LAB_SUBMITTED] })
const graded = (who: Learner) => readStatements(house.db, 'piloto', { actors: [who.agent], verbs: [VERB.labGraded] })

test('the lab page tells the story, what the model must not decide, that the data is public, and what the workbench needs', async () => {
  const rosa = await learner()
  const response = await rosa.get(rosa.at)
  assert.equal(response.status, 200)
  const html = await response.text()
  for (const said of [/valle de Ica/, /no debe decidir/, /Estos datos son públicos/, /CC BY 4\.0/, /necesita JavaScript/, /Todavía no entregas/]) assert.match(html, said)
  assert.match(await (await rosa.get(`${rosa.at}?lang=en`)).text(), /valley of Ica/)
  assert.doesNotMatch(html, new RegExp(labOf(house, 'uva-vino')!.hidden.bytes.toString().split('\n')[1]!.replaceAll('.', '\\.')), 'no hidden row')
})

test('a recipe is recorded first, then graded once, and she sees both', async () => {
  const rosa = await learner()
  const answer = await handIn(rosa, GOOD)
  assert.equal(answer.status, 303)
  const tryPage = answer.headers.get('location')!
  assert.match(await (await rosa.get(tryPage)).text(), /Estamos cocinando tu receta/)
  assert.equal((await graded(rosa)).length, 0)
  await house.runJobs()
  const [only, ...more] = await graded(rosa)
  assert.equal(more.length, 0)
  assert.equal(only?.statement.result?.success, true)
  assert.equal(readExt(only!.statement, 'digestMatch'), true)
  assert.equal(only?.authority, 'command')
  const html = await (await rosa.get(tryPage)).text()
  assert.match(html, /Aprobaste este laboratorio/)
  assert.match(html, /Punto de partida/)
  assert.equal(await labPassed(house.db, 'piloto', rosa.agent, 'uva-vino'), true)
  assert.match(await (await rosa.get(rosa.at)).text(), /<span class="tag good">Aprobado<\/span>/)
})

test('the starting point does not pass, and the page says why without naming a row', async () => {
  const rosa = await learner()
  const answer = await handIn(rosa, RAW)
  await house.runJobs()
  const html = await (await rosa.get(answer.headers.get('location')!)).text()
  assert.match(html, /Todavía no/)
  assert.match(html, /falla también con los datos con que aprendió/)
  assert.match(html, /Sin escala, la prolina decide casi sola/)
  assert.equal(await labPassed(house.db, 'piloto', rosa.agent, 'uva-vino'), false)
})

test('the button pressed twice is one hand-in', async () => {
  const rosa = await learner()
  const id = randomUUID()
  const answers = await Promise.all([handIn(rosa, GOOD, { id }), handIn(rosa, GOOD, { id })])
  assert.deepEqual(answers.map((a) => a.status), [303, 303])
  assert.equal((await submitted(rosa)).length, 1)
})

test('a wrong digest is graded by the server’s own result and flagged', async () => {
  const rosa = await learner()
  const answer = await handIn(rosa, GOOD, { digest: '0'.repeat(64) })
  await house.runJobs()
  const [grade] = await graded(rosa)
  assert.equal(grade?.statement.result?.success, true)
  assert.equal(readExt(grade!.statement, 'digestMatch'), false)
  assert.match(await (await rosa.get(answer.headers.get('location')!)).text(), /no son iguales a los del servidor/)
})

test('another person’s recipe, an unknown block, an absurd size: refused in words on the lab’s page, nothing recorded', async () => {
  const rosa = await learner()
  const other = await learner()
  const stolen = trained(other, GOOD)
  const cases: [Record<string, string>, number, RegExp][] = [
    [{ recipe: JSON.stringify(stolen.recipe), digest: stolen.digest }, 403, /datos de otra persona/],
    [{ recipe: JSON.stringify({ ...stolen.recipe, steps: [{ block: 'oracle' }] }) }, 422, /no conocemos/],
    [{ recipe: JSON.stringify(trained(rosa, [{ block: 'neighbours', k: 5000 }]).recipe) }, 422, /entre 1 y 50/],
    [{ recipe: 'x'.repeat(12_000) }, 422, /más de 4 KB/],
    [{ recipe: '' }, 422, /no es una receta/],
    [{ digest: '' }, 422, /Falta la huella/],
  ]
  for (const [fields, status, says] of cases) {
    const answer = await handIn(rosa, GOOD, fields)
    assert.equal(answer.status, status)
    const html = await answer.text()
    assert.match(html, says)
    assert.match(html, /id="workbench"/)
  }
  assert.equal((await submitted(rosa)).length, 0)
})

test('another person’s lab page, an unknown enrolment, another programme’s lab are closed', async () => {
  const [rosa, other] = [await learner(), await learner()]
  assert.equal((await rosa.get(other.at)).status, 403)
  assert.equal((await rosa.post(other.at, {})).status, 403)
  assert.equal((await rosa.get(`/learn/${randomUUID()}/labs/uva-vino`)).status, 404)
  assert.equal((await rosa.get(rosa.at.replace('uva-vino', 'no-hay'))).status, 404)
  const location = (await handIn(other, GOOD)).headers.get('location')!
  assert.equal((await rosa.get(location)).status, 403)
  assert.equal((await rosa.get(location.replace(other.enrolment, rosa.enrolment))).status, 404)
})

test('five recipes are cooked today; the sixth waits until tomorrow and is not dropped', async () => {
  const rosa = await learner()
  let last = ''
  for (let i = 0; i < 6; i++) last = (await handIn(rosa, [{ block: 'scale', by: 'min-max' }, { block: 'neighbours', k: 3 + 2 * i }])).headers.get('location')!
  await house.runJobs()
  await gradeWaiting(house, 0)
  assert.equal((await graded(rosa)).length, 5)
  assert.match(await (await rosa.get(last)).text(), /se cocina el 03\/03\/2026/)
  house.time.set('2026-03-03T05:00:01Z')
  await gradeWaiting(house, 0)
  assert.equal((await graded(rosa)).length, 6)
  // Time only goes on: the tests below live on the next day.
  house.time.set('2026-03-03T15:00:00Z')
})

const statement = (who: Learner, more: object = {}, fields: Record<string, unknown> = {}): Statement => ({
  id: randomUUID(), actor: agent(who.agent), verb: { id: LAB_SUBMITTED }, object: activity('piloto', 'labs', 'uva-vino'),
  context: { registration: who.enrolment, extensions: ext({ ...trained(who, GOOD), ...fields }) }, timestamp: '2026-03-03T14:00:00Z', ...more,
})
const send = (who: Acting, body: unknown) => house.request('/xapi/piloto/statements', {
  method: 'POST', headers: { cookie: who.cookie, 'content-type': 'application/json' }, body: JSON.stringify(body),
})

test('her phone may hand in through /xapi too, and the sweep grades it', async () => {
  const rosa = await learner()
  assert.equal((await send(rosa, statement(rosa))).status, 200)
  assert.equal((await submitted(rosa))[0]?.authority, 'session')
  // While a test's clock stands still each reception is a millisecond later than the one before.
  house.time.add(1000)
  await gradeWaiting(house, 0)
  const [grade] = await graded(rosa)
  assert.equal(grade?.statement.result?.success, true)
  assert.equal(grade?.statement.timestamp, '2026-03-03T14:00:00.000Z')
})

test('through /xapi a forged score, a forged grade, another’s recipe, extra words are refused and nothing is recorded', async () => {
  const [rosa, other] = [await learner(), await learner()]
  const cases: [Statement, number, RegExp][] = [
    [statement(rosa, { result: { score: { raw: 1 }, success: true } }), 422, /la nota la pone el servidor/],
    [statement(rosa, {}, { score: 1 }), 422, /la nota la pone el servidor/],
    [statement(rosa, { verb: { id: VERB.labGraded }, result: { success: true } }), 403, /solo lo puede registrar Yachay/],
    [statement(rosa, {}, trained(other, GOOD)), 403, /datos de otra persona/],
    [statement(rosa, {}, { recipe: { ...trained(rosa, GOOD).recipe, steps: [{ block: 'eval', code: '1' }] } }), 422, /no conocemos/],
    [statement(rosa, { context: { registration: other.enrolment, extensions: ext(trained(rosa, GOOD)) } }), 403, /no es tuya/],
    [statement(rosa, { object: activity('piloto', 'labs', 'no-hay') }), 404, /No encontramos ese laboratorio/],
  ]
  for (const [body, status, says] of cases) {
    const answer = await send(rosa, body)
    const { message } = await answer.json() as { message: string }
    assert.equal(answer.status, status, message)
    assert.match(message, says)
  }
  assert.equal((await submitted(rosa)).length, 0)
  assert.equal((await graded(rosa)).length, 0)
})

test('graded twice at once, or again after a restart: one grade', async () => {
  const rosa = await learner()
  const id = (await handIn(rosa, GOOD)).headers.get('location')!.split('/').at(-1)!
  const second = await openHouse({ sameAs: house })
  await Promise.all([gradeOne(house, 'piloto', id), gradeOne(second, 'piloto', id), gradeOne(house, 'piloto', id)])
  await house.runJobs()
  await gradeWaiting(house, 0)
  await second.close()
  assert.equal((await graded(rosa)).length, 1)
  assert.deepEqual((await submissionsOf(house.db, 'piloto', rosa.agent, 'uva-vino')).map((s) => s.state), ['graded'])
})

/** Kills the grading process that this process started, as soon as it is there. */
async function killGrader(): Promise<void> {
  for (;;) {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const path = `/proc/${pid}`
      try {
        const mine = readFileSync(`${path}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(process.pid)
        if (mine && readFileSync(`${path}/cmdline`, 'utf8').includes('grade.child.js')) return void process.kill(Number(pid), 'SIGKILL')
      } catch {
        // That process ended while we looked.
      }
    }
    await new Promise((next) => setTimeout(next, 1))
  }
}

test('a grading process killed in the middle loses nothing: the recipe waits and is graded once, later', async () => {
  const rosa = await learner()
  const id = (await handIn(rosa, GOOD)).headers.get('location')!.split('/').at(-1)!
  await Promise.all([assert.rejects(gradeOne(house, 'piloto', id), /grading stopped \(SIGKILL\)/), killGrader()])
  assert.equal((await graded(rosa)).length, 0)
  await house.runJobs()
  assert.equal((await graded(rosa)).length, 1)
})

test('an annulled grade is no pass any more, and the page says so', async () => {
  const rosa = await learner()
  await handIn(rosa, GOOD)
  await house.runJobs()
  const [grade] = await gradesOf(house.db, 'piloto', rosa.agent, 'uva-vino')
  await append(house, { scopes: [`actor:piloto:${rosa.agent}`] }, () => [{
    tenant: 'piloto',
    statement: { actor: agent(rosa.agent), verb: { id: VERB.annulled }, object: { objectType: 'StatementRef', id: grade!.grade }, context: { instructor: agent(randomUUID()), extensions: ext({ reason: 'typing-error' }) } },
  }])
  assert.equal(await labPassed(house.db, 'piloto', rosa.agent, 'uva-vino'), false)
  assert.match(await (await rosa.get(rosa.at)).text(), /Anulada/)
})

test('the public rows are served under their hash and nothing else of the folder', async () => {
  const lab = labOf(house, 'uva-vino')!
  const good = await house.request(`/labs/uva-vino/data/${lab.data.public.sha256.slice(0, 16)}`)
  assert.equal(await good.text(), lab.bytes.toString())
  assert.match(good.headers.get('cache-control') ?? '', /immutable/)
  const { hidden } = lab.data
  assert.ok(hidden.sha256)
  for (const path of [hidden.sha256.slice(0, 16), 'hidden/rows.csv', 'hidden%2Frows.csv', '..%2Fhidden%2Frows.csv', 'lab.yaml']) {
    assert.equal((await house.request(`/labs/uva-vino/data/${path}`)).status, 404, path)
  }
  for (const path of ['/labs/uva-vino/hidden/rows.csv', '/assets/rows.csv']) assert.equal((await house.request(path)).status, 404, path)
})

test('the tables rebuilt from the record equal the live ones', async () => {
  for (const table of ['lab_submission', 'lab_grade'] as const) {
    await rebuildBeside(house, house.projections.find((p) => p.table === table)!)
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from (
      (select * from ${sql.table(table)} except select * from ${sql.table(`rebuild.${table}`)}) union all
      (select * from ${sql.table(`rebuild.${table}`)} except select * from ${sql.table(table)})) as apart`.execute(house.db)
    assert.equal(rows[0]?.n, 0, table)
  }
})
