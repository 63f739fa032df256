import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { ROOT } from '../../src/lib/root.ts'
import { figuresNow } from '../histories/place.ts'
import { openWorkedPlace, type WorkedPlace } from '../worked-place.ts'

/** Names of the hosts that anything in this process tried to reach and that are not this machine. */
const tried: string[] = []
const connect = Socket.prototype.connect
const HERE = /^(localhost|127\.|::1|\/)/

/** The address of a call of `connect`, in each of its forms. */
function hostOf(first: unknown, second: unknown): string {
  const options: unknown = Array.isArray(first) ? first[0] : first
  if (typeof options === 'object' && options !== null) {
    const { path, host } = options as { path?: string | null; host?: string | null }
    return path ?? host ?? 'localhost'
  }
  return typeof options === 'string' ? options : typeof second === 'string' ? second : 'localhost'
}

let place: WorkedPlace
before(async () => {
  // The database is here; everything else in the world is away.
  Socket.prototype.connect = function refuse(this: Socket, ...args: unknown[]): Socket {
    const host = hostOf(args[0], args[1])
    if (HERE.test(host)) return Reflect.apply(connect, this, args) as Socket
    tried.push(host)
    throw Object.assign(new Error(`no network: ${host}`), { code: 'ENETUNREACH' })
  }
  await assert.rejects(fetch('https://api.example.org/v1/chat'), 'the wall stands')
  assert.deepEqual(tried.splice(0), ['api.example.org'])
  place = await openWorkedPlace()
})
after(async () => {
  await place.close()
  Socket.prototype.connect = connect
})

test('scenario 12: with every AI service off each workflow works: call, lottery, course, quiz, lab, product, certificate, verification', async () => {
  // openWorkedPlace walked them all over HTTP: from the application to a certificate in force, graded and approved by people.
  const { house, rosa, ids, executor, approver, tutor } = place
  const counts = (await figuresNow(place)).counts
  assert.ok(counts && counts[3] >= 1, 'she counts')
  assert.match(await (await house.request(`/v/${ids.serial}?lang=es`)).text(), /VÁLIDO/)
  for (const path of ['/me', `/learn/${rosa.enrolment}`, `/learn/${rosa.enrolment}/labs/${ids.lab}`, '/me/certificates']) assert.equal((await rosa.phone.get(path)).status, 200, path)
  for (const path of ['calls', 'sections', 'certificates', 'certificates/approvals', 'people']) assert.equal((await executor.get(`/office/piloto/${path}`)).status, 200, path)
  for (const path of ['rule', 'agreement', 'organisations']) assert.equal((await approver.get(`/office/piloto/${path}`)).status, 200, path)
  assert.equal((await tutor.get('/office/piloto/attendance')).status, 200)
  assert.deepEqual(tried, [], 'and nothing asked anybody outside')
})

test('the AI register says that none is in use, in both languages, and the dependencies know no such service', async () => {
  const es = await (await place.house.request('/ai?lang=es')).text()
  assert.match(es, /Este servidor no usa ningún servicio de inteligencia artificial/)
  assert.match(es, /Ninguna decisión sobre una persona la toma una máquina/)
  assert.match(await (await place.house.request('/ai?lang=en')).text(), /This server uses no artificial intelligence service/)
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }
  assert.deepEqual(Object.keys(dependencies).filter((name) => /openai|anthropic|cohere|mistral|langchain|huggingface|genai|bedrock|replicate/.test(name)), [])
})
