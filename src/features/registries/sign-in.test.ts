import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, personValues, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { openOidc, type OidcStandIn } from '../../../test/registries/oidc.ts'
import { identityOf } from '../people/index.ts'

const PUBLIC = 'http://localhost'
let oidc: OidcStandIn
let house: TestHouse
let elsa: Acting
let elena: Acting
before(async () => {
  oidc = await openOidc(PUBLIC)
  house = await openHouse({ registries: oidc.settings })
  await ruleInForceFor(house)
  elsa = await actingStaff(house, 'Elsa Ramos', ['executor'])
  elena = await actingStaff(house, 'Elena Cárdenas', ['executor'])
})
after(async () => { await house.close(); await oidc.close() })

type Her = Acting & { readonly agent: string; readonly number: string }
async function learner(name = 'Rosa María Quispe Mamani'): Promise<Her> {
  const values = personValues({ name })
  return { ...(await actingLearner(house, values)), number: values.document.number }
}

/** One browser: its cookies, kept from answer to answer. */
function browser(cookie = '', at = house) {
  const jar = new Map(cookie === '' ? [] : [cookie.split('=') as [string, string]])
  return {
    jar,
    get: async (path: string): Promise<Response> => {
      const response = await at.request(path, { headers: { cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; ') } })
      for (const set of response.headers.getSetCookie()) {
        const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
        if (/Max-Age=0/i.test(set)) jar.delete(key)
        else jar.set(key, value)
      }
      return response
    },
  }
}
type Browser = ReturnType<typeof browser>

/** There and, signed in, to the door of the way back. */
async function there(b: Browser, provider = 'id-gob-pe', next = ''): Promise<string> {
  const left = await b.get(`/sign-in/with/${provider}${next}`)
  assert.equal(left.status, 303, await left.clone().text())
  const back = await oidc.signIn(left.headers.get('location') ?? '')
  return back.pathname + back.search
}
const words = async (answer: Response): Promise<string> => (await answer.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const waiting = async (her: Her): Promise<{ registry: string; assurance: string; match: string | null; asked_by: string | null }[]> =>
  house.db.selectFrom('registry_answer').select(['registry', 'assurance', 'match', 'asked_by']).where('person', '=', her.id).where('state', '=', 'open').execute()

test('what we send along: code flow with PKCE, state and nonce, new each time; nothing of hers', async () => {
  const send = async (): Promise<URLSearchParams> => new URL((await browser().get('/sign-in/with/id-gob-pe')).headers.get('location') ?? '').searchParams
  const [one, other] = [await send(), await send()]
  assert.deepEqual([one.get('response_type'), one.get('code_challenge_method'), one.get('acr_values'), one.get('prompt'), one.get('redirect_uri')], ['code', 'S256', 'one_factor', 'login', `${PUBLIC}/sign-in/with/id-gob-pe/back`])
  for (const name of ['state', 'nonce', 'code_challenge']) assert.ok((one.get(name) ?? '').length >= 32 && one.get(name) !== other.get(name), name)
})

test('she signs in with either provider, in place of her PIN; what it said of her waits for two members of staff', async () => {
  for (const [provider, acr, assurance] of [['id-gob-pe', 'one_factor', 'one-factor'], ['id-peru', 'pki_dnie', 'certificate']] as const) {
    const her = await learner()
    oidc.visitor = { doc: her.number, first_name: 'ROSA MARIA', acr }
    const b = browser()
    const answer = await b.get(await there(b, provider, '?next=/me/inbox'))
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/me/inbox'], await answer.clone().text())
    assert.match(await words(await b.get('/me')), /Hola, Rosa/)
    assert.deepEqual(await waiting(her), [{ registry: provider, assurance, match: 'given-names', asked_by: null }])
    assert.equal((await identityOf(house.db, 'piloto', her.agent)).level, null, 'a provider alone checks nobody')
    const { id } = await house.db.selectFrom('registry_answer').select('id').where('person', '=', her.id).executeTakeFirstOrThrow()
    const at = `/office/piloto/registries/${id}`
    assert.match(await words(await elsa.get(at)), /Ella ingresó con su cuenta/)
    assert.equal((await elsa.post(`${at}/confirm`)).status, 409, 'nobody was first')
    assert.equal((await elsa.post(`${at}/first`)).status, 303)
    assert.equal((await elsa.post(`${at}/confirm`)).status, 409, 'one person twice')
    assert.equal((await elena.post(`${at}/confirm`)).status, 303)
    const { level, checks } = await identityOf(house.db, 'piloto', her.agent)
    assert.deepEqual([level, checks[0]?.told?.registry, checks[0]?.told?.assurance], ['registry', provider, assurance])
  }
})

test('signed in already, she proves who she is from her home; with another document nothing is kept', async () => {
  const her = await learner()
  const b = browser(her.cookie)
  assert.match(await words(await b.get('/me')), /Confirma quién eres .*No probado contra el registro real/)
  oidc.visitor = { doc: '10117410', first_name: 'Rosa', acr: 'two_factor' }
  const wrong = await b.get(await there(b))
  assert.equal(wrong.status, 409)
  assert.match(await words(wrong), /no es el que registraste aquí/)
  assert.deepEqual(await waiting(her), [])
  oidc.visitor = { doc: her.number, doc_type: 'DNI', first_name: 'Rosa', acr: 'two_factor' }
  assert.equal((await b.get(await there(b))).headers.get('location'), '/me')
  assert.equal((await waiting(her))[0]?.assurance, 'two-factor')
  assert.match(await words(await b.get('/me')), /Falta que dos personas del equipo lo confirmen/)
})

test('a way in that only asks questions, an unknown one, or none told, is too weak', async () => {
  const her = await learner()
  for (const acr of ['only_questions', null]) {
    oidc.visitor = { doc: her.number, first_name: 'Rosa', acr }
    const b = browser()
    const answer = await b.get(await there(b, 'id-peru'))
    assert.equal(answer.status, 403)
    assert.match(await words(answer), /de una forma que no alcanza/)
    assert.equal(b.jar.has('session'), false)
  }
  assert.deepEqual(await waiting(her), [])
})

test('nobody is let in without one single account of that document and name', async () => {
  const her = await learner()
  for (const [doc, first_name] of [['10117410', 'Rosa'], [her.number, 'Juana'], [her.number, '']] as const) {
    oidc.visitor = { doc, first_name, acr: 'one_factor' }
    const b = browser()
    const answer = await b.get(await there(b))
    assert.equal(answer.status, 409)
    assert.match(await words(answer), /No encontramos una sola cuenta/)
    assert.equal(b.jar.has('session'), false)
  }
  // Somebody else registered with her number and her name: the provider cannot say whose account is whose.
  const values = personValues({ name: 'Rosa Quispe Mamani' })
  await actingLearner(house, { ...values, document: { type: 'dni', number: her.number, country: 'PE' } })
  oidc.visitor = { doc: her.number, first_name: 'Rosa', acr: 'one_factor' }
  const b = browser()
  assert.equal((await b.get(await there(b))).status, 409)
  oidc.visitor = { first_name: 'Rosa', acr: 'one_factor' }
  assert.match(await words(await b.get(await there(b))), /no nos dijo tu número de documento/)
})

test('what comes back is believed once, in the browser it left from, within ten minutes, and only when the provider signed it', async () => {
  const her = await learner()
  oidc.visitor = { doc: her.number, first_name: 'Rosa', acr: 'one_factor' }
  const [mine, other] = [browser(), browser()]
  const back = await there(mine)
  const kept = new Map(mine.jar)
  assert.equal((await browser().get(back)).status, 409, 'a browser that never left')
  await other.get('/sign-in/with/id-gob-pe')
  assert.equal((await other.get(back)).status, 403, 'another browser: its state is another')
  assert.equal((await mine.get(back)).status, 303)
  for (const [name, value] of kept) mine.jar.set(name, value)
  assert.equal((await mine.get(back)).status, 403, 'the code was used')
  const late = browser()
  const lateBack = await there(late)
  house.time.add(11 * 60_000)
  assert.match(await words(await late.get(lateBack)), /tardó mucho/)
  house.time.add(-11 * 60_000)
  assert.equal((await late.get('/sign-in/with/id-peru/back?code=x&state=y')).status, 409)
  oidc.visitor = null
  const cancelled = browser()
  const answer = await cancelled.get(await there(cancelled))
  assert.equal(answer.status, 403)
  assert.match(await words(answer), /No terminaste de ingresar/)
})

test('a token that other keys signed lets nobody in; a provider that is away is told, and the PIN is still there', async () => {
  const her = await learner()
  oidc.visitor = { doc: her.number, first_name: 'Rosa', acr: 'one_factor' }
  const forged = await openHouse({ sameAs: house, registries: oidc.forged })
  const away = await openHouse({ sameAs: house, registries: { ...oidc.settings, relays: ['http://127.0.0.1:9'], providers: [{ id: 'id-gob-pe', issuer: 'http://127.0.0.1:9', client_id: 'x', client_secret: 'y' }] } })
  try {
    const b = browser('', forged)
    const answer = await b.get(await there(b, 'id-peru'))
    assert.equal(answer.status, 403)
    assert.match(await words(answer), /no se pudo comprobar/)
    assert.equal(b.jar.has('session'), false)
    const told = await browser('', away).get('/sign-in/with/id-gob-pe')
    assert.equal(told.status, 503)
    assert.match(await words(told), /Usa tu clave/)
    assert.match(await words(await browser('', away).get('/sign-in')), /Ingresar con ID GOB\.PE .*No probado contra el registro real/)
  } finally {
    await forged.close()
    await away.close()
  }
})

test('off, there is no link and no address', async () => {
  const off = await openHouse()
  try {
    assert.equal((await off.request('/sign-in/with/id-gob-pe')).status, 404)
    assert.equal((await off.request('/sign-in/with/id-gob-pe/back?code=x')).status, 404)
    assert.doesNotMatch(await words(await off.request('/sign-in')), /Ingresar con/)
  } finally {
    await off.close()
  }
})
