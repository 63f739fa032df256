import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { freePort } from '../../../bench/started.ts'
import { speakerOf, type Speaker } from '../conformance/speaking.ts'
import { serving } from './serving.ts'

// @xapi/cmi5 is built for browsers' bundlers: its package names no file for Node, so its UMD build is taken. It always sends the token of the
// fetch URL behind the word Basic, as the cmi5 specification says (8.2.3): an LMS hands out base64(key:secret), not an OAuth token. And it
// wants a browser's XMLHttpRequest: TinCanJS brings one.
interface Launch { endpoint: string; fetch: string; actor: object; registration: string; activityId: string }
interface Au {
  initialize(): Promise<unknown>
  complete(): Promise<unknown>
  pass(score?: number): Promise<unknown>
  fail(score?: number): Promise<unknown>
  progress(percent: number): Promise<unknown>
  interactionTrueFalse(test: string, question: string, answer: boolean, right?: boolean): Promise<unknown>
  interactionMatching(test: string, question: string, answers: Record<string, string>, right?: Record<string, string>): Promise<unknown>
  moveOn(how?: { score?: number }): Promise<string[]>
  terminate(): Promise<unknown>
  getLearnerPreferences(): object
  readonly isAuthenticated: boolean
}
const require = createRequire(import.meta.url)
Object.assign(globalThis, { XMLHttpRequest: (createRequire(require.resolve('tincanjs'))('xhr2') as { XMLHttpRequest: unknown }).XMLHttpRequest })
const Cmi5 = require('@xapi/cmi5/dist/Cmi5.umd.js') as new (launch: Launch) => Au

const at = serving()
let lms: Server
let fetchUrl = ''
before(async () => {
  const port = await freePort()
  // What an LMS owes to cmi5: a URL that hands the token out once.
  const used = new Set<string>()
  lms = createServer((request, response) => {
    const token = at.authorization.replace(/^Basic /, '')
    const answer = used.has(request.url ?? '') ? { 'error-code': '1', 'error-text': 'The token was handed out already.' } : { 'auth-token': token }
    used.add(request.url ?? '')
    response.writeHead(request.method === 'POST' ? 200 : 405, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  }).listen(port, '127.0.0.1')
  fetchUrl = `http://127.0.0.1:${port}/fetch/`
})
after(() => { lms.close() })

const PUBLISHER = 'https://example.pe/publicado/la-hoja'

/** What the LMS puts in place before it opens the unit, and the unit as it is opened. */
async function launched(masteryScore?: number): Promise<{ au: Au; launch: Launch; lrs: Speaker }> {
  const lrs = speakerOf(at.house, '1.0.3', at.authorization)
  const launch: Launch = {
    endpoint: at.endpoint, fetch: `${fetchUrl}${randomUUID()}`, registration: randomUUID(), activityId: `https://example.pe/au/${randomUUID()}`,
    actor: { objectType: 'Agent', account: { homePage: 'https://escuela.example.pe', name: randomUUID() } },
  }
  const contextTemplate = {
    contextActivities: { grouping: [{ id: PUBLISHER }] }, extensions: { 'https://w3id.org/xapi/cmi5/context/extensions/sessionid': randomUUID() },
  }
  const agent = JSON.stringify(launch.actor)
  await lrs.expect(204, 'PUT', 'activities/state', {
    query: { activityId: launch.activityId, agent, registration: launch.registration, stateId: 'LMS.LaunchData' },
    body: { contextTemplate, launchMode: 'Normal', moveOn: 'CompletedAndPassed', ...(masteryScore === undefined ? {} : { masteryScore }) },
  })
  await lrs.expect(204, 'POST', 'agents/profile', { query: { agent, profileId: 'cmi5LearnerPreferences' }, body: { languagePreference: 'qu-PE,es-PE', audioPreference: 'on' } })
  return { au: new Cmi5(launch), launch, lrs }
}

interface Told { verb: { id: string }; context: { registration: string; contextActivities: { grouping: { id: string }[] } }; result?: { score?: { scaled: number }; duration?: string } }
const told = async (lrs: Speaker, { registration }: Launch): Promise<Told[]> =>
  (await lrs.expect(200, 'GET', 'statements', { query: { registration, ascending: 'true' } })).json<{ statements: Told[] }>().statements
const verbs = (statements: readonly Told[]): string[] => statements.map((s) => s.verb.id.split('/').at(-1)!)

test('@xapi/cmi5: a launch by a fetch URL goes from initialized over completed and passed to terminated', async () => {
  const { au, launch, lrs } = await launched()
  await au.initialize()
  assert.ok(au.isAuthenticated)
  assert.deepEqual(au.getLearnerPreferences(), { languagePreference: 'qu-PE,es-PE', audioPreference: 'on' })
  await au.progress(50)
  await au.interactionTrueFalse('hoja', 'p1', true, true)
  await au.interactionMatching('hoja', 'p2', { a: 'b' }, { a: 'b' })
  await au.complete()
  await au.pass(0.9)
  await au.terminate()
  const statements = await told(lrs, launch)
  assert.deepEqual(verbs(statements), ['initialized', 'progressed', 'answered', 'answered', 'completed', 'passed', 'terminated'])
  for (const { context } of statements) assert.equal(context.contextActivities.grouping[0]?.id, PUBLISHER)
  assert.equal(statements[5]?.result?.score?.scaled, 0.9)
  assert.match(statements[6]?.result?.duration ?? '', /^P/)
})

test('@xapi/cmi5: moveOn decides by the mastery score', async () => {
  for (const [score, verb] of [[0.9, 'passed'], [0.3, 'failed']] as const) {
    const { au, launch, lrs } = await launched(0.6)
    await au.initialize()
    assert.equal((await au.moveOn({ score })).length, 3)
    assert.deepEqual(verbs(await told(lrs, launch)), ['initialized', verb, 'completed', 'terminated'])
  }
})

test('@xapi/cmi5: a fetch URL that was used up opens nothing', async () => {
  const { launch, lrs } = await launched()
  await new Cmi5(launch).initialize()
  await assert.rejects(new Cmi5(launch).initialize(), (error: { response?: { status: number } }) => error.response?.status === 401)
  assert.deepEqual(verbs(await told(lrs, launch)), ['initialized'])
})
