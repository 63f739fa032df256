import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { head } from '../src/record/read.ts'
import { actingLearner, type Acting } from './acting.ts'
import { openHouse, type TestHouse } from './house.ts'
import { listening, type Listening } from './listening.ts'

const TEN_MB = 10 * 2 ** 20
/** 40 pieces take a second: longer than servers that cut a refused body off wait. */
const PAUSE_MS = 25
const ROUTES = [
  ['/p/piloto/calls/abierta-1/apply', 'application/x-www-form-urlencoded', /Aquí cabe como máximo 64 KB/],
  ['/sign-in', 'application/x-www-form-urlencoded', /Aquí cabe como máximo 64 KB/],
  ['/me/data/name', 'application/x-www-form-urlencoded', /Aquí cabe como máximo 64 KB/],
  ['/xapi/piloto/statements', 'application/json', /Aquí cabe como máximo 1024 KB/],
] as const

let house: TestHouse
let server: Listening
let rosa: Acting
before(async () => {
  house = await openHouse()
  server = await listening(house)
  rosa = await actingLearner(house)
})
after(async () => {
  await server.close()
  await house.close()
})

/** Writes all of a body, in pieces with pauses as from a phone, and answers what came back; an Error when the connection was cut before the end. */
async function post(path: string, type: string, how: 'content-length' | 'chunked'): Promise<string> {
  const socket = connect(server.port, 'localhost')
  let answer = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => { answer += chunk })
  await once(socket, 'connect')
  const length = how === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${TEN_MB}`
  socket.write(`POST ${path} HTTP/1.1\r\nHost: localhost:${server.port}\r\nCookie: ${rosa.cookie}\r\nContent-Type: ${type}\r\n${length}\r\n\r\n`)
  const piece = Buffer.alloc(TEN_MB / 40, 'a')
  for (let i = 0; i < 40; i++) {
    const bytes = how === 'chunked' ? Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]) : piece
    if (!socket.write(bytes)) await once(socket, 'drain')
    await wait(PAUSE_MS)
  }
  if (how === 'chunked') socket.write('0\r\n\r\n')
  // The same connection serves the next request: nothing of the body was left in it.
  socket.write(`GET /healthz HTTP/1.1\r\nHost: localhost:${server.port}\r\nConnection: close\r\n\r\n`)
  await once(socket, 'close')
  return answer
}

for (const [path, type, sentence] of ROUTES) {
  for (const how of ['content-length', 'chunked'] as const) {
    test(`10 MB to ${path} (${how}): the answer arrives with 413 and a sentence, and nothing is recorded`, async () => {
      const before = await head(house.db, 'piloto')
      const answer = await post(path, type, how)
      assert.match(answer, /^HTTP\/1\.1 413 /, answer.slice(0, 300))
      assert.match(answer, sentence)
      assert.match(answer, /HTTP\/1\.1 200 OK[^]*"ok":true/, 'the next request on the same connection')
      assert.equal(await head(house.db, 'piloto'), before)
    })
  }
}

test('a browser’s fetch reads the answer too, and the next request is served as ever', async () => {
  for (const body of ['a'.repeat(TEN_MB), new ReadableStream({ pull: (controller) => { controller.enqueue(new TextEncoder().encode('a'.repeat(65536))); controller.close() } })]) {
    const answer = await fetch(`${server.origin}/sign-in`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body, ...(typeof body === 'string' ? {} : { duplex: 'half' }) } as RequestInit)
    assert.equal(answer.status, 413)
    assert.match(await answer.text(), /Lo que envías es muy grande/)
  }
  assert.equal((await fetch(`${server.origin}/sign-in`)).status, 200)
})
