import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { Problem } from '../../lib/problem.ts'
import { mediaType, readMultipart, writeMultipart } from './multipart.ts'

const TYPE = 'multipart/mixed; boundary=b'
const read = (text: string, type = TYPE): { headers: Record<string, string>; body: string }[] =>
  readMultipart(type, Buffer.from(text, 'latin1')).map(({ headers, body }) => ({ headers: Object.fromEntries(headers), body: body.toString('latin1') }))
const refused = (text: string, why: RegExp, type = TYPE): void => {
  assert.throws(() => read(text, type), (error: unknown) => error instanceof Problem && error.status === 400 && why.test(error.sentence.en))
}

test('the example of the specification: a boundary of all the characters that are allowed, a preamble, an epilogue', () => {
  const boundary = "abcABC0123'()+_,-./:=?"
  const parts = read([
    'This is a preamble, not a part', `--${boundary}`, 'Content-Type:application/json', '', '{"a": 1}', `--${boundary} \t`,
    'Content-Type:text/plain', 'Content-Transfer-Encoding:binary', 'X-Experience-API-Hash:4953', '', 'here is a simple attachment', `--${boundary}--  `, 'epilogue', `--${boundary}`, '',
  ].join('\r\n'), `multipart/mixed; boundary="${boundary}"`)
  assert.deepEqual(parts, [
    { headers: { 'content-type': 'application/json' }, body: '{"a": 1}' },
    { headers: { 'content-type': 'text/plain', 'content-transfer-encoding': 'binary', 'x-experience-api-hash': '4953' }, body: 'here is a simple attachment' },
  ])
})

test('the boundary may be quoted, bare or escaped, between other parameters and in any case of letters', () => {
  for (const type of ['multipart/mixed; boundary=b', 'multipart/mixed;charset=utf-8;BOUNDARY="b"', 'Multipart/Mixed; x="a;boundary=c"; boundary="\\b"; y=1']) {
    assert.deepEqual(read('--b\r\n\r\nx\r\n--b--', type), [{ headers: {}, body: 'x' }], type)
  }
  assert.deepEqual(read('---b -c\r\n\r\nx\r\n---b -c--', 'multipart/mixed; boundary="-b -c"'), [{ headers: {}, body: 'x' }])
  assert.equal(mediaType('Text/Plain ; Charset="a\\"b"').type, 'text/plain')
  assert.equal(mediaType('Text/Plain ; Charset="a\\"b"').parameters.get('charset'), 'a"b')
})

test('without a good boundary nothing is read', () => {
  for (const type of ['multipart/mixed', 'multipart/mixed;', 'multipart/mixed; boundary=', 'multipart/mixed; boundary=""', 'multipart/mixed; boundary="b "',
    `multipart/mixed; boundary=${'b'.repeat(71)}`, 'multipart/mixed; boundary="b\n"', 'multipart/mixed; boundary=b@c', 'multipart/mixed; xboundary=b']) {
    refused('--b\r\n\r\nx\r\n--b--', /boundary parameter/, type)
  }
  refused('', /not in the body/)
  refused('Content-Type: application/json\r\n\r\n{}', /not in the body/)
  refused('text --b\r\n\r\nx\r\n--b--', /no part/)
})

test('a body that was cut off is refused wherever it was cut', () => {
  const whole = '--b\r\nA: 1\r\n\r\nx\r\n--b\r\n\r\ny\r\n--b--'
  assert.equal(read(whole).length, 2)
  for (let end = 0; end < whole.length; end += 1) assert.throws(() => read(whole.slice(0, end)), (error: unknown) => error instanceof Problem && error.status === 400, `cut at ${end}`)
})

test('lines may end with LF when the first delimiter does, and then a CR before it belongs to the file', () => {
  assert.deepEqual(read('--b\nA: 1\n\nx\r\n--b\n\ny\n--b--\n'), [{ headers: { a: '1' }, body: 'x\r' }, { headers: {}, body: 'y' }])
  assert.deepEqual(read('--b\r\n\r\nx\n--b\n\r\n--b--\r\n'), [{ headers: {}, body: 'x\n--b\n' }])
})

test('a file of any bytes comes through, with what looks like a boundary and is none', () => {
  for (const inside of ['', '\r\n', '\n', '\r', '\r\n\r\n', '--bc', '--b--c', '\r\n--bc\r\n', '\r\n--b-', '\r\n--b-- x', '\r\n--b\t\0', '\r\n--b\nx', '\r\n-', 'a\r\n--\r\nb', '\0\xff']) {
    assert.deepEqual(read(`--b\r\nA: 1\r\n\r\n${inside}\r\n--b--`), [{ headers: { a: '1' }, body: inside }], JSON.stringify(inside))
  }
  assert.deepEqual(read('--b\r\nA: 1\r\n\r\n--b--'), [{ headers: { a: '1' }, body: '' }])
})

test('headers are unfolded and trimmed, their names without regard to case; broken ones are refused', () => {
  assert.deepEqual(read('--b\r\nX-A:  1\r\n\t2 \r\nx-B:\r\n\r\n\r\n--b--'), [{ headers: { 'x-a': '1 2', 'x-b': '' }, body: '' }])
  for (const header of ['no colon', 'nocolon', ': no name', ':', 'a b: 1', 'á: 1', ' : 1']) refused(`--b\r\n${header}\r\n\r\nx\r\n--b--`, /not well formed/)
  refused('--b\r\nA: 1\r\na: 2\r\n\r\nx\r\n--b--', /a twice/)
  refused(`--b\r\nA: ${'x'.repeat(20_000)}\r\n\r\nx\r\n--b--`, /no blank line/)
  refused('--b\r\nA: 1\r\n--b--', /no blank line/)
})

test('a body made to cost time is read once or refused', () => {
  const size = 4 * 2 ** 20
  refused('--b\r\n\r\n' + '\r\n--b-'.repeat(size / 6), /closing boundary/)
  refused('\n--bb'.repeat(size / 5), /not in the body/)
  refused('--b\r\n' + 'a:1\r\n'.repeat(size / 5), /no blank line/)
  refused('--b' + ' '.repeat(size), /not in the body/)
  refused('--b\r\n\r\nx\r\n'.repeat(1002) + '--b--', /more than 1001 parts/)
  assert.equal(read('--b\r\n\r\nx\r\n'.repeat(1001) + '--b--').length, 1001)
  refused('--b--', /no part/)
})

test('what we write is read again byte for byte', () => {
  const bodies = [Buffer.from('{"statements":[]}'), Buffer.alloc(0), randomBytes(70_000), Buffer.from('\r\n--'), Buffer.from('ñ')]
  const { contentType, body } = writeMultipart(bodies.map((one, n) => ({ headers: { 'X-Number': String(n) }, body: one })))
  const parts = readMultipart(contentType, body)
  assert.deepEqual(parts.map((part) => part.body), bodies)
  assert.deepEqual(parts.map((part) => part.headers.get('x-number')), ['0', '1', '2', '3', '4'])
  assert.notEqual(writeMultipart([]).contentType, contentType)
  assert.throws(() => writeMultipart([{ headers: { 'Content-Type': 'text/plain\r\nX-Evil: 1' }, body: '' }]), /not a header value/)
})

test('ten thousand bodies with bytes changed, lost, doubled or moved are read or refused, never anything else', () => {
  const { contentType, body } = writeMultipart([{ headers: { 'Content-Type': 'application/json' }, body: '{}' }, { headers: { A: '1', B: '' }, body: '\r\n--\r\n' }, { headers: {}, body: '' }])
  const seen = { read: 0, refused: 0 }
  for (let n = 0; n < 10_000; n += 1) {
    // Always the same ten thousand.
    const dice = createHash('sha256').update(String(n)).digest()
    const [at, to] = [dice.readUInt32LE(0) % body.length, dice.readUInt32LE(4) % body.length]
    const [from, end] = [Math.min(at, to), Math.max(at, to)]
    const piece = [Buffer.of(dice[8]!), Buffer.from('\r\n'), Buffer.from('--'), Buffer.alloc(0), body.subarray(from, end)][dice[9]! % 5]!
    const changed = Buffer.concat([body.subarray(0, from), piece, body.subarray(dice[10]! % 2 ? from + 1 : end)])
    try {
      for (const part of readMultipart(contentType, changed)) assert.ok(part.body.length <= changed.length)
      seen.read += 1
    } catch (error) {
      assert.ok(error instanceof Problem && error.status === 400, String(error))
      seen.refused += 1
    }
  }
  assert.ok(seen.read > 500 && seen.refused > 500, JSON.stringify(seen))
})
