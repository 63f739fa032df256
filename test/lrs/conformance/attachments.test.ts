import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readMultipart } from '../../../src/record/xapi/multipart.ts'
import { activityOf, conformance, statement, type Speaker } from './speaking.ts'

const { both } = conformance()

const BOUNDARY = 'frontera-31415'
const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
const about = (text: string, more: object = {}): object => ({
  usageType: 'https://example.pe/uso/ensayo', display: { es: 'Ensayo' }, contentType: 'text/plain', length: Buffer.byteLength(text), sha2: hash(text), ...more,
})

interface Part { readonly headers: Record<string, string>; readonly body: string }
const first = (body: unknown, headers: Record<string, string> = { 'Content-Type': 'application/json' }): Part => ({ headers, body: JSON.stringify(body) })
const file = (text: string, headers: Record<string, string | undefined> = {}): Part => ({
  headers: Object.fromEntries(Object.entries({ 'Content-Type': 'text/plain', 'Content-Transfer-Encoding': 'binary', 'X-Experience-API-Hash': hash(text), ...headers })
    .flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
  body: text,
})
const written = (parts: readonly Part[]): string => `${parts.map(({ headers, body }) => (
  `--${BOUNDARY}\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}\r\n`)).join('')}--${BOUNDARY}--\r\n`
const send = (lrs: Speaker, status: number, body: string, type = `multipart/mixed; boundary=${BOUNDARY}`) => lrs.expect(status, 'POST', 'statements', { headers: { 'content-type': type }, body })

both('a statement with its attachment as multipart/mixed is stored', async (lrs) => {
  const text = `la hoja ${lrs.version}`
  const one = statement({ attachments: [about(text)] })
  await send(lrs, 200, written([first(one), file(text)]))
  await send(lrs, 200, written([first([statement({ attachments: [about(text)] }), statement()]), file(text)]))
  const put = statement({ attachments: [about(text)] })
  await lrs.expect(204, 'PUT', 'statements', { query: { statementId: put.id }, headers: { 'content-type': `multipart/mixed; boundary=${BOUNDARY}` }, body: written([first(put), file(text)]) })
  await send(lrs, 200, written([first(statement())]))
})

both('parts that belong to no attachment are refused', async (lrs) => {
  await send(lrs, 400, written([first(statement({ attachments: [about('a')] })), file('a'), file('b')]))
  await send(lrs, 400, written([first(statement()), file('a')]))
})

both('an attachment without fileUrl needs its part; one with fileUrl does not', async (lrs) => {
  const fileUrl = 'https://example.pe/a.txt'
  await send(lrs, 400, written([first(statement({ attachments: [about('a'), about('b')] })), file('a')]))
  await lrs.expect(400, 'POST', 'statements', { body: statement({ attachments: [about('a')] }) })
  await lrs.expect(200, 'POST', 'statements', { body: statement({ attachments: [about('a', { fileUrl })] }) })
  await send(lrs, 200, written([first(statement({ attachments: [about('a', { fileUrl })] }))]))
})

both('multipart/mixed without a boundary, or with another than its body has, is refused', async (lrs) => {
  const body = written([first(statement({ attachments: [about('a')] })), file('a')])
  await send(lrs, 400, body, 'multipart/mixed')
  await send(lrs, 400, body, 'multipart/mixed; boundary=otra')
  await send(lrs, 400, body, 'multipart/mixed; boundary=')
  await send(lrs, 400, body, `multipart/form-data; boundary=${BOUNDARY}`)
  await send(lrs, 400, body.replaceAll(`--${BOUNDARY}\r\nContent-Type: text`, 'Content-Type: text'))
})

both('a part whose hash is missing, is of no attachment or is not of its bytes is refused', async (lrs) => {
  const one = first(statement({ attachments: [about('a')] }))
  await send(lrs, 400, written([one, file('a', { 'X-Experience-API-Hash': undefined })]))
  await send(lrs, 400, written([one, file('a', { 'X-Experience-API-Hash': hash('b') })]))
  await send(lrs, 400, written([one, file('b', { 'X-Experience-API-Hash': hash('a') })]))
})

both('the first part holds all the statements as application/json', async (lrs) => {
  const one = statement({ attachments: [about('a')] })
  await send(lrs, 400, written([file('a'), first(one)]))
  await send(lrs, 400, written([first(one, { 'Content-Type': 'text/plain' }), file('a')]))
  await send(lrs, 400, written([first(one, {}), file('a')]))
  await send(lrs, 400, written([first(one), first(statement()), file('a')]))
  await send(lrs, 400, `--${BOUNDARY}--\r\n`)
})

both('a part without Content-Transfer-Encoding binary is refused', async (lrs) => {
  const one = first(statement({ attachments: [about('a')] }))
  await send(lrs, 400, written([one, file('a', { 'Content-Transfer-Encoding': undefined })]))
  await send(lrs, 400, written([one, file('a', { 'Content-Transfer-Encoding': 'base64' })]))
})

both('with attachments true every attachment comes back as multipart/mixed, exact to the byte; else JSON alone', async (lrs) => {
  const object = activityOf()
  const [a, b] = [`ñandú\r\n--${BOUNDARY}x ${lrs.version}`, `otra ${lrs.version}`]
  const one = statement({ object, attachments: [about(a), about(b)] })
  const two = statement({ object, attachments: [about(b)] })
  await send(lrs, 200, written([first([one, two]), file(a), file(b)]))
  for (const query of [{ statementId: one.id }, { activity: object.id }]) {
    const heard = await lrs.expect(200, 'GET', 'statements', { query: { ...query, attachments: 'true' } })
    assert.match(heard.header('content-type'), /^multipart\/mixed; *boundary=/)
    const [json, ...files] = readMultipart(heard.header('content-type'), heard.bytes)
    assert.ok(json!.body.toString().includes(one.id))
    assert.deepEqual(files.map((f) => f.body.toString()).sort(), [a, b].sort())
    for (const part of files) {
      assert.equal(part.headers.get('x-experience-api-hash'), hash(part.body.toString()))
      assert.equal(part.headers.get('content-transfer-encoding'), 'binary')
      assert.equal(part.headers.get('content-type'), 'text/plain')
    }
    for (const attachments of ['false', undefined]) {
      const plain = await lrs.expect(200, 'GET', 'statements', { query: { ...query, attachments } })
      assert.match(plain.header('content-type'), /^application\/json/)
      assert.ok(!plain.text.includes('otra '))
      JSON.parse(plain.text)
    }
  }
  await lrs.expect(400, 'GET', 'statements', { query: { attachments: '1' } })
})
