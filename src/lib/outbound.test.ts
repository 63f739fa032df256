import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { callOut, isPrivateAddress, OutboundError, type OutboundLimits } from './outbound.ts'

const LIMITS: OutboundLimits = { timeoutMs: 300, mostBytes: 1000, relays: [] }
const reasonOf = async (url: string, limits = LIMITS): Promise<string> => callOut(url, { method: 'GET', headers: {} }, limits).then(() => 'answered', (e: unknown) => (e instanceof OutboundError ? e.reason : String(e)))

test('addresses of this machine, of private networks and of nobody are known in all their spellings', () => {
  for (const ip of ['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '255.255.255.255', '::1', '::', 'fe80::1', 'fd00::1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::']) {
    assert.equal(isPrivateAddress(ip), true, ip)
  }
  for (const ip of ['200.48.225.130', '172.32.0.1', '100.128.0.1', '2001:1388::1', '::ffff:200.48.225.130']) assert.equal(isPrivateAddress(ip), false, ip)
})

test('only https to the public world leaves the house; a name that leads to this machine is refused after it was looked up', async () => {
  for (const url of ['http://200.48.225.130/', 'https://127.0.0.1/', 'https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://10.0.0.1/', 'https://2130706433/', 'https://localhost/']) assert.equal(await reasonOf(url), 'refused-address', url)
})

test('a relay that was named is asked; it may not redirect, stay silent or send without end', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/redirect') return void response.writeHead(307, { location: 'http://127.0.0.1/' }).end()
    if (request.url === '/silent') return
    if (request.url === '/drip') return void response.writeHead(200).write('x')
    response.setHeader('content-type', 'text/plain').end('x'.repeat(request.url === '/large' ? 1001 : 1000))
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const limits = { ...LIMITS, relays: [origin] }
  try {
    assert.equal((await (await callOut(`${origin}/`, { method: 'GET', headers: {} }, limits)).text()).length, 1000)
    for (const [path, reason] of [['/redirect', 'redirect'], ['/silent', 'timeout'], ['/drip', 'timeout'], ['/large', 'too-large']] as const) assert.equal(await reasonOf(origin + path, limits), reason, path)
    assert.equal(await reasonOf(`${origin}/`), 'refused-address', 'not named')
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => { server.close(resolve) })
  }
  assert.equal(await reasonOf(`${origin}/`, limits), 'unreachable')
})
