import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { actingClient, actingLearner, actingStaff, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { AGENT_HOME } from '../../record/statement.ts'
import type { AnyAgent } from '../../record/xapi/agent-key.ts'
import { keysOf } from './erase.ts'

const PAGE = '/office/piloto/clients/erase'
const READ = { id: 'https://example.org/verbs/read' }
const BOOK = 'https://example.org/books/1'

let house: TestHouse
let other: TestHouse
let ada: Acting
let authorization = ''
before(async () => {
  house = await openHouse()
  other = await openHouse({ sameAs: house })
  ada = await actingStaff(house, 'Ada Administra', ['administrator'], '*')
  ;({ authorization } = await actingClient(house, ['all']))
})
after(async () => {
  await other.close()
  await house.close()
})

function xapi(resource: string, query: Record<string, string>, init: { method?: string; body?: unknown; of?: TestHouse } = {}): Promise<Response> {
  const headers = { authorization, 'x-experience-api-version': '1.0.3', 'content-type': 'application/json', 'if-none-match': '*' }
  return (init.of ?? house).request(`/xapi/piloto/${resource}?${new URLSearchParams(query).toString()}`, {
    method: init.method ?? 'GET', headers, ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  })
}

async function tells(actor: AnyAgent, more: object = {}, of = house): Promise<string> {
  const id = randomUUID()
  const answer = await xapi('statements', { statementId: id }, { method: 'PUT', of, body: { id, actor, verb: READ, object: { id: BOOK }, ...more } })
  assert.equal(answer.status, 204, await answer.text())
  return id
}

const stateOf = (agent: AnyAgent): Record<string, string> => ({ activityId: BOOK, agent: JSON.stringify(agent), stateId: 'page' })

async function words(answer: Response, status = 200): Promise<string> {
  const html = await answer.text()
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'))
  assert.equal(answer.status, status, main)
  return main
}

const figures = (main: string): (string | undefined)[] => ['Registros', 'Documentos', 'Nombres'].map((what) => new RegExp(`<dt>${what}</dt><dd>(\\d+)</dd>`).exec(main)?.[1])
const logLines = async (): Promise<readonly Record<string, unknown>[]> => (await house.pool.query("select * from staff_log where action = 'outsider-erased' order by at")).rows as Record<string, unknown>[]

test('what is told of somebody known by her e-mail is shown in figures, asks for the word, and is gone afterwards in every process', async () => {
  const mbox = 'mailto:rosa.mamani@example.org'
  const agent = { objectType: 'Agent', mbox }
  const bySha = { objectType: 'Agent', mbox_sha1sum: createHash('sha1').update(mbox).digest('hex') }
  const ids = [await tells({ ...agent, name: 'Rosa Mamani' }), await tells({ ...agent, name: 'Rosita' }), await tells(bySha)]
  const beside = await tells({ objectType: 'Agent', mbox: 'mailto:juana@example.org' }, { context: { instructor: agent } })
  assert.equal((await xapi('activities/state', stateOf(agent), { method: 'PUT', body: { page: 7 } })).status, 204)
  assert.equal((await xapi('agents/profile', { agent: JSON.stringify(agent), profileId: 'likes' }, { method: 'PUT', body: { likes: 'fútbol' } })).status, 204)

  assert.match(await words(await ada.get('/office/piloto/clients')), new RegExp(`href="${PAGE}">Borrar lo que otros programas contaron de alguien`))
  assert.match(await words(await ada.get(PAGE)), /derechos ARCO, Ley 29733/)
  const typed = { kind: 'mbox', value: ' Rosa.Mamani@Example.org ' }
  const found = await ada.post(PAGE, typed)
  assert.equal(found.headers.get('cache-control'), 'no-store')
  const shown = await words(found)
  assert.deepEqual(figures(shown), ['3', '2', '2'])
  assert.match(shown, /apuntan a uno suyo \(1\)/)
  const unsure = await words(await ada.post(PAGE, { ...typed, erase_word: 'sí' }), 422)
  assert.match(unsure, /Escribe BORRAR para confirmar/)
  assert.match(unsure, /type="hidden" name="value" value="Rosa.Mamani@Example.org"/)
  assert.equal((await xapi('statements', { statementId: ids[0] ?? '' })).status, 200)
  assert.equal((await logLines()).length, 0)

  const done = await ada.post(PAGE, { ...typed, erase_word: ' borrar ' })
  assert.deepEqual([done.status, done.headers.get('location')], [303, `${PAGE}?done`])
  assert.match(await words(await ada.get(`${PAGE}?done`)), /Listo: lo que otros programas contaron de esa persona está borrado/)
  for (const of of [house, other]) {
    for (const id of ids) {
      const answer = await xapi('statements', { statementId: id }, { of })
      const text = await answer.text()
      assert.equal(answer.status, 200, text)
      const statement = JSON.parse(text) as { actor: { account: { homePage: string } }; verb: object; object: { id: string } }
      assert.match(statement.actor.account.homePage, /\/erased$/)
      assert.deepEqual([statement.verb, statement.object.id], [READ, BOOK])
      assert.doesNotMatch(text, /rosa/i)
    }
    assert.equal((await xapi('activities/state', stateOf(agent), { of })).status, 404)
    assert.equal((await xapi('agents/profile', { agent: JSON.stringify(agent), profileId: 'likes' }, { of })).status, 404)
    const person = await (await xapi('agents', { agent: JSON.stringify(agent) }, { of })).json() as { name?: string[] }
    assert.equal(person.name, undefined)
    assert.match(await (await xapi('statements', { statementId: beside }, { of })).text(), /rosa\.mamani/, 'what is told of another person stays')
  }
})

test('done again it changes nothing and says when it was done', async () => {
  const before = await logLines()
  const main = await words(await ada.post(PAGE, { kind: 'mbox', value: 'rosa.mamani@example.org', erase_word: 'BORRAR' }))
  assert.match(main, /ya se borró el 02\/03\/2026/)
  assert.match(main, /apuntan a uno suyo \(1\)/)
  assert.deepEqual(await logLines(), before)
})

test('the log of the staff says that it was done, under keys that lead to nobody', async () => {
  const lines = await logLines()
  const mbox = 'mailto:rosa.mamani@example.org'
  const keys = keysOf(house, 'piloto', [{ mbox }, { mbox_sha1sum: createHash('sha1').update(mbox).digest('hex') }])
  assert.deepEqual(lines.map((line) => (line.detail as { key: string }).key).sort(), keys.sort())
  assert.doesNotMatch(JSON.stringify(lines), /rosa|example\.org/i)
  const log = await words(await ada.get('/office/staff/log'))
  assert.match(log, /Ada Administra<\/strong> borró, a su pedido, lo que otros programas contaron de alguien .*\(x[\w-]{22}, piloto\)/)
  assert.match(await words(await ada.get('/office/staff/log?lang=en')), /<\/strong> erased what other programs told about somebody/)
  await ada.get('/office/staff/log?lang=es')
})

test('what a program tells of her later is kept under a new key, and can be erased too', async () => {
  const agent = { objectType: 'Agent', mbox: 'mailto:rosa.mamani@example.org', name: 'Rosa otra vez' }
  const ids = [await tells(agent), await tells(agent, {}, other)]
  for (const of of [house, other]) for (const id of ids) assert.match(await (await xapi('statements', { statementId: id }, { of })).text(), /rosa\.mamani/)
  const [key] = keysOf(house, 'piloto', [agent])
  const { rows } = await house.pool.query('select erased is null as live, data_key is null as gone from statement_person where agent = $1 order by id', [key])
  assert.deepEqual(rows, [{ live: false, gone: true }, { live: true, gone: false }])
  assert.deepEqual(figures(await words(await ada.post(PAGE, { kind: 'mbox', value: 'rosa.mamani@example.org' }))), ['2', '0', '1'])
  assert.equal((await ada.post(PAGE, { kind: 'mbox', value: 'rosa.mamani@example.org', erase_word: 'BORRAR' })).status, 303)
  for (const of of [house, other]) assert.doesNotMatch(await (await xapi('statements', { statementId: ids[1] ?? '' }, { of })).text(), /rosa/i)
})

for (const [kind, typed, agent] of [
  ['an account', { kind: 'account', home_page: 'https://aula.example.edu', value: '4711' }, { account: { homePage: 'https://aula.example.edu', name: '4711' } }],
  ['an OpenID', { kind: 'openid', value: 'https://id.example.org/rosa' }, { openid: 'https://id.example.org/rosa' }],
  ['the hash of an e-mail address', { kind: 'mbox_sha1sum', value: 'A'.repeat(40) }, { mbox_sha1sum: 'a'.repeat(40) }],
] as const) {
  test(`somebody known by ${kind} is found and erased as well`, async () => {
    const id = await tells({ objectType: 'Agent', name: 'Secreta', ...agent })
    assert.deepEqual(figures(await words(await ada.post(PAGE, typed))), ['1', '0', '1'])
    assert.equal((await ada.post(PAGE, { ...typed, erase_word: 'BORRAR' })).headers.get('location'), `${PAGE}?done`)
    assert.doesNotMatch(await (await xapi('statements', { statementId: id })).text(), /Secreta|aula|id\.example|aaaa/)
  })
}

test('of whom nothing was told it says so kindly, and notes nothing', async () => {
  const before = (await logLines()).length
  for (const erase_word of ['', 'BORRAR']) assert.match(await words(await ada.post(PAGE, { kind: 'mbox', value: 'nadie@example.org', erase_word })), /no hay nada que borrar\. Revisa.*value="nadie@example.org"/s)
  assert.equal((await logLines()).length, before)
})

test('in another programme what was told of her stays', async () => {
  const id = await tells({ objectType: 'Agent', mbox: 'mailto:rosa.aqui@example.org' })
  const fields = { kind: 'mbox', value: 'rosa.aqui@example.org', erase_word: 'BORRAR' }
  assert.match(await words(await ada.post('/office/peru-huawei-2024/clients/erase', fields)), /no hay nada que borrar/)
  assert.match(await (await xapi('statements', { statementId: id })).text(), /rosa\.aqui/)
})

test('an account of ours is refused, with the way to her page', async () => {
  const her = await actingLearner(house)
  const fields = { kind: 'account', home_page: AGENT_HOME, erase_word: 'BORRAR' }
  const main = await words(await ada.post(PAGE, { ...fields, value: her.agent }), 422)
  assert.match(main, new RegExp(`Esa es una cuenta de Yachay.*href="/office/piloto/people/${her.agent}">Ir a su ficha`))
  assert.match(await words(await ada.post(PAGE, { ...fields, value: 'rosa' }), 422), /href="\/office\/piloto\/people">Ir a la lista de personas/)
})

test('what cannot be an identifier is told beside its field, and stays as typed', async () => {
  for (const [fields, field, sentence] of [
    [{ kind: 'mbox', value: 'rosa' }, 'value', /Escribe un correo completo/],
    [{ kind: 'mbox', value: '' }, 'value', /Escribe un correo completo/],
    [{ kind: 'account', value: '', home_page: 'https://a.example' }, 'value', /Escribe el nombre de la cuenta/],
    [{ kind: 'account', value: '<i>4711</i>', home_page: 'aula' }, 'home_page', /dirección completa del sistema/],
    [{ kind: 'openid', value: 'rosa' }, 'value', /Escribe la dirección completa/],
    [{ kind: 'mbox_sha1sum', value: 'abc' }, 'value', /La huella tiene 40 caracteres/],
    [{ kind: 'dni', value: '10117410' }, 'kind', /Elige con qué/],
  ] as const) {
    const main = await words(await ada.post(PAGE, fields), 422)
    assert.match(main, new RegExp(`id="${field}-error"[^>]*>[^<]*`), JSON.stringify(fields))
    assert.match(main, sentence)
    if (fields.value) assert.ok(main.includes(`value="${fields.value.replaceAll('<', '&lt;')}"`), main)
  }
})
