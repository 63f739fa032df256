import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, enters, personValues, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { openPide, type PideStandIn } from '../../../test/registries/pide.ts'
import { identityOf } from '../people/index.ts'

const AT = '/office/piloto'
let pide: PideStandIn
let house: TestHouse
let elsa: Acting
let elena: Acting
before(async () => {
  pide = await openPide()
  house = await openHouse({ registries: pide.settings })
  await ruleInForceFor(house)
  elsa = await actingStaff(house, 'Elsa Ramos', ['executor'])
  elena = await actingStaff(house, 'Elena Cárdenas', ['executor'])
})
after(async () => { await house.close(); await pide.close() })

type Her = Acting & { readonly agent: string; readonly number: string }

/** A registered learner, and what the stand-in knows under her number. */
async function learner(name = 'Rosa Quispe Mamani', known: Parameters<PideStandIn['people']['set']>[1] | null = { surnames: ['QUISPE', 'MAMANI'], given: 'ROSA' }, type: 'dni' | 'ce' = 'dni'): Promise<Her> {
  const values = personValues({ name })
  const document = type === 'dni' ? values.document : { type, number: `0${values.document.number}`, country: 'PE' } as const
  if (known) pide.people.set(document.number, known)
  return { ...(await actingLearner(house, { ...values, document })), number: document.number }
}

/** Presses the button; the address of the answer. */
async function asked(her: Her, by = elsa): Promise<string> {
  const answer = await by.post(`${AT}/people/${her.agent}/registry`)
  assert.equal(answer.status, 303, await answer.clone().text())
  return answer.headers.get('location') ?? ''
}
const words = async (answer: Response): Promise<string> => (await answer.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const logLines = async (her: Her): Promise<number> => Number((await house.db.selectFrom('staff_log').select((eb) => eb.fn.countAll().as('n')).where('person', '=', her.id).where('action', '=', 'registry-asked').executeTakeFirstOrThrow()).n)

test('an officer asks RENIEC, another one confirms: only then is it an identity check of level registry, with registry, assurance and time', async () => {
  const her = await learner()
  const page = await words(await elsa.get(`${AT}/people/${her.agent}`))
  assert.match(page, /Preguntar a RENIEC/)
  assert.match(page, /No probado contra el registro real/)
  const at = await asked(her)
  assert.deepEqual(pide.asked.at(-1), { PIDE: { nuDniConsulta: her.number, nuDniUsuario: '10117410', nuRucUsuario: '20131312955', password: 'clave de la entidad' } })
  assert.equal(await logLines(her), 1)
  assert.match(await words(await elsa.get(at)), /El nombre es el mismo\. .*Falta otra persona del equipo/)
  assert.equal((await identityOf(house.db, 'piloto', her.agent)).level, null)
  const alone = await elsa.post(`${at}/confirm`)
  assert.equal(alone.status, 409)
  assert.match(await words(alone), /La segunda persona tiene que ser otra/)
  assert.equal((await elena.post(`${at}/confirm`)).status, 303)
  const { level, checks } = await identityOf(house.db, 'piloto', her.agent)
  assert.equal(level, 'registry')
  assert.deepEqual(checks.map((c) => [c.checker, c.second, c.told]), [[elsa.id, elena.id, { registry: 'reniec', assurance: 'query', asked: '2026-03-02T15:00:00.000Z' }]])
  const again = await elena.post(`${at}/confirm`)
  assert.equal(again.status, 409)
  assert.match(await words(again), /ya decidió sobre esta respuesta/)
  assert.match(await words(await elsa.get(`${AT}/registries?kind=decided`)), /Rosa Quispe Mamani .*Identidad confirmada, Elena Cárdenas/)
})

test('nothing of what a registry knows is kept: no name, address or picture, in no table and no statement', async () => {
  const her = await learner('Juana Torres Huamán', { surnames: ['ZEBALLOS', 'IRRIGOYEN'], given: 'TELESFORA' })
  await asked(her)
  const { rows: tables } = await house.pool.query<{ t: string }>("select quote_ident(table_name) as t from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")
  for (const { t } of tables) {
    const { rows: [found] } = await house.pool.query<{ n: number }>(`select count(*) as n from ${t} as x where x::text ~* 'zeballos|irrigoyen|telesfora|jr. secreto'`)
    assert.equal(Number(found?.n), 0, t)
  }
})

test('a name that is another, or a number that nobody has, confirms nobody; the page sends to the card', async () => {
  const other = await learner('Juana Torres Huamán', { surnames: ['SALAS', 'PINTO'], given: 'ROSA' })
  const unknown = await learner('Julia Flores Ccori', null)
  for (const [her, said] of [[other, /El nombre es otro/], [unknown, /El registro no tiene ese número/]] as const) {
    const at = await asked(her)
    assert.match(await words(await elena.get(at)), said)
    assert.equal((await elena.post(`${at}/confirm`)).status, 409)
    assert.equal((await identityOf(house.db, 'piloto', her.agent)).level, null)
    assert.match(await words(await elena.get(`${AT}/registries?kind=differs`)), new RegExp(her === other ? 'Juana Torres' : 'Julia Flores'))
    assert.equal((await elena.post(`${at}/drop`)).status, 303)
    assert.equal((await elsa.post(`${AT}/people/${her.agent}/registry`)).status, 303, 'and may be asked again')
  }
})

test('a foreigner\'s card is asked of Migraciones; a passport of nobody', async () => {
  const her = await learner('Yulimar Pérez Rojas', { surnames: ['PEREZ', 'ROJAS'], given: 'YULIMAR' }, 'ce')
  const at = await asked(her)
  assert.deepEqual(pide.asked.at(-1), { PIDE: { username: 'entidad', password: 'clave de la entidad', ip: '192.0.2.1', nivelacceso: 'personalizado', docconsulta: her.number } })
  assert.equal((await elena.post(`${at}/confirm`)).status, 303)
  assert.equal((await identityOf(house.db, 'piloto', her.agent)).checks[0]?.told?.registry, 'migraciones')
  const passport = await actingLearner(house, { ...personValues(), document: { type: 'passport', number: 'X1234567', country: 'VE' } })
  assert.doesNotMatch(await words(await elsa.get(`${AT}/people/${passport.agent}`)), /Preguntar a/)
  assert.equal((await elsa.post(`${AT}/people/${passport.agent}/registry`)).status, 409)
})

test('a death that the registry tells decides nothing: it waits in a list until a person records it, with the day of the certificate, or says it is a mistake', async () => {
  const dead = await learner('Rosa Quispe Mamani', { surnames: ['QUISPE', 'MAMANI'], given: 'ROSA', restriction: 'FALLECIMIENTO' })
  const alive = await learner('Elba Ríos Soto', { surnames: ['RIOS', 'SOTO'], given: 'ELBA', restriction: 'FALLECIMIENTO' })
  const [atDead, atAlive] = [await asked(dead), await asked(alive)]
  assert.equal((await identityOf(house.db, 'piloto', dead.agent)).died, null)
  const waiting = await words(await elsa.get(`${AT}/registries?kind=death`))
  assert.ok(waiting.includes('Elba Ríos Soto') && waiting.includes('Rosa Quispe Mamani'))
  assert.equal((await elena.post(`${atDead}/confirm`)).status, 409, 'nobody confirms who is said to be dead')
  const wrong = await elsa.post(`${atDead}/death`, { death_day: '31/02/2026' })
  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /value="31\/02\/2026"/)
  assert.equal((await elsa.post(`${atDead}/death`, { death_day: '01/05/2027' })).status, 422, 'a day to come')
  assert.equal((await elsa.post(`${atDead}/death`, { death_day: '20/02/2026' })).status, 303)
  assert.equal((await identityOf(house.db, 'piloto', dead.agent)).died, '2026-02-20')
  assert.equal((await elsa.post(`${atAlive}/drop`)).status, 303)
  assert.equal((await identityOf(house.db, 'piloto', alive.agent)).died, null)
  assert.doesNotMatch(await words(await elsa.get(`${AT}/registries?kind=death`)), /Elba|Rosa/)
})

test('an answer about a number that was a typing error confirms nobody', async () => {
  const her = await learner()
  const at = await asked(her)
  await elsa.post(`${AT}/people/${her.agent}/documents`, { added_document_type: 'ce', added_document_number: '009988776', added_document_country: '' })
  const { id } = await house.db.selectFrom('registry_answer').select('document as id').where('person', '=', her.id).executeTakeFirstOrThrow()
  assert.equal((await elsa.post(`${AT}/people/${her.agent}/documents/withdraw`, { claim: id })).status, 303)
  const refused = await elena.post(`${at}/confirm`)
  assert.equal(refused.status, 409)
  assert.match(await words(refused), /fue un error de escritura/)
  assert.equal((await elena.post(`${at}/drop`)).status, 303)
})

test('when the registry is silent, refuses, redirects or sends too much, the officer reads why and goes on with the card; the question stays in the log', async () => {
  const her = await learner()
  const cases: readonly (readonly [NonNullable<PideStandIn['instead']>, number, RegExp])[] = [
    [(_, r) => { r.destroy() }, 503, /El registro no responde ahora/],
    [(_, r) => { r.writeHead(302, { location: 'http://169.254.169.254/latest' }).end() }, 503, /no responde ahora/],
    [(_, r) => { r.end('x'.repeat(5 * 2 ** 20)) }, 503, /no responde ahora/],
    [(_, r) => { r.end('<html>') }, 503, /no aceptó la consulta/],
    [(_, r) => { r.end('{"consultarResponse":{"return":{"coResultado":"1003"}}}') }, 503, /Se acabaron las consultas de hoy/],
    [(_, r) => { r.end('{"consultarResponse":{"return":{"coResultado":"0001"}}}') }, 409, /no da datos de menores/],
  ]
  for (const [instead, status, said] of cases) {
    pide.instead = instead
    const answer = await elsa.post(`${AT}/people/${her.agent}/registry`)
    assert.equal(answer.status, status)
    assert.match(await words(answer), said)
  }
  pide.instead = null
  assert.equal(await logLines(her), cases.length)
  await asked(her)
})

test('two officers ask about one person at once: one question waits, the other is told', async () => {
  const her = await learner()
  const answers = await Promise.all([elsa, elena].map((by) => by.post(`${AT}/people/${her.agent}/registry`)))
  assert.deepEqual(answers.map((a) => a.status).sort(), [303, 409])
  assert.match((await Promise.all(answers.map(words))).join(' '), /Ya hay una respuesta que espera una decisión/)
})

test('a confirmed identity is restated in another programme of hers where both are executors, with the registry that told it', async () => {
  const her = await learner()
  for (const by of [elsa, elena]) await house.db.insertInto('staff_role').values({ staff: by.id, tenant: 'segundo', role: 'executor', granted: house.clock() }).execute()
  const at = await asked(her)
  await elena.post(`${at}/confirm`)
  const agent = await enters(house, her.id, 'segundo')
  const { checks } = await identityOf(house.db, 'segundo', agent)
  assert.equal(checks[0]?.told?.registry, 'reniec')
})

test('where no registry is set up nothing is asked and the pages say so', async () => {
  const off = await openHouse()
  try {
    const by = await actingStaff(off, 'Elsa Ramos', ['executor'])
    const her = await actingLearner(off, personValues())
    assert.doesNotMatch(await words(await by.get(`${AT}/people/${her.agent}`)), /Preguntar a/)
    assert.match(await words(await by.get(`${AT}/registries`)), /Apagado: este servidor no consulta ningún registro/)
    assert.match(await words(await by.get('/office/status')), /Registros oficiales .*Apagado/)
    assert.equal((await by.post(`${AT}/people/${her.agent}/registry`)).status, 409)
  } finally {
    await off.close()
  }
  assert.match(await words(await elsa.get('/office/status')), /RENIEC \(por la PIDE\) .*No probado contra el registro real/)
})
