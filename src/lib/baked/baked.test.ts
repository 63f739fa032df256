import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { bakePng, unbakePng } from './png.ts'
import { bakeSvg, unbakeSvg } from './svg.ts'
import { unbaked } from './unbaked.ts'

const JSON_TEXT = JSON.stringify({ name: 'Certificado: Ñahui «α» ]]> <b>&amp;', n: 1 })
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>'
const picture = (): Promise<Buffer> => sharp({ create: { width: 8, height: 8, channels: 3, background: '#7a2e1f' } }).png().toBuffer()

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** The picture with more chunks after its header (8 bytes of signature, 25 of IHDR). */
const withChunks = (png: Buffer, ...chunks: Buffer[]): Buffer => Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)])
const KEYWORD = 'openbadgecredential\0'

test('a credential baked into a PNG comes out again letter by letter, libpng reads it too, and the picture stays the picture', async () => {
  const png = await picture()
  const baked = bakePng(png, JSON_TEXT)
  assert.equal(unbakePng(baked), JSON_TEXT)
  const seen = await sharp(baked).metadata()
  assert.deepEqual(seen.comments, [{ keyword: 'openbadgecredential', text: JSON_TEXT }])
  assert.deepEqual(await sharp(baked).raw().toBuffer(), await sharp(png).raw().toBuffer())
  assert.equal(unbakePng(bakePng(baked, '{"second":true}')), '{"second":true}', 'baked again, the new one takes the place of the old')
})

test('hostile and broken PNGs give nothing: compressed, twice, wrong check sum, cut, a length beyond the end, not UTF-8, no end', async () => {
  const png = await picture()
  const text = Buffer.from('{}')
  const plain = chunk('iTXt', Buffer.concat([Buffer.from(`${KEYWORD}\0\0\0\0`), text]))
  assert.equal(unbakePng(withChunks(png, plain)), '{}')
  const bomb = chunk('iTXt', Buffer.concat([Buffer.from(`${KEYWORD}\x01\0\0\0`), deflateSync(Buffer.alloc(50_000_000))]))
  const cases: Record<string, Buffer> = {
    'nothing inside': png, compressed: withChunks(png, bomb), twice: withChunks(png, plain, plain),
    'the same as an old text chunk': withChunks(png, plain, chunk('tEXt', Buffer.concat([Buffer.from(KEYWORD), text]))),
    'only an old text chunk': withChunks(png, chunk('tEXt', Buffer.concat([Buffer.from(KEYWORD), text]))),
    'not UTF-8': withChunks(png, chunk('iTXt', Buffer.concat([Buffer.from(`${KEYWORD}\0\0\0\0`), Buffer.from([0xff, 0xfe])]))),
    'no end of language': withChunks(png, chunk('iTXt', Buffer.from(`${KEYWORD}\0\0es`))),
    cut: withChunks(png, plain).subarray(0, 60),
    'wrong check sum': ((b) => { b[60] = (b[60] ?? 0) ^ 1; return b })(Buffer.from(withChunks(png, plain))),
    'a length beyond the end': ((b) => { b.writeUInt32BE(0xfffffff0, 33); return b })(Buffer.from(withChunks(png, plain))),
    'ten thousand chunks': withChunks(png, ...Array.from({ length: 10_000 }, () => chunk('prVt', Buffer.alloc(0))), plain),
  }
  for (const [what, file] of Object.entries(cases)) {
    assert.equal(unbakePng(file), null, what)
    assert.equal(unbaked(file), '', what)
  }
  assert.throws(() => bakePng(Buffer.from('no picture'), '{}'), /PNG/)
})

test('a credential baked into an SVG comes out with the same value, whatever its letters', async () => {
  const baked = bakeSvg(SVG, JSON_TEXT)
  assert.match(baked, /^<svg [^>]*xmlns:openbadges="https:\/\/purl\.imsglobal\.org\/ob\/v3p0"><openbadges:credential><!\[CDATA\[/)
  assert.deepEqual(JSON.parse(unbakeSvg(baked) ?? ''), JSON.parse(JSON_TEXT))
  assert.equal((await sharp(Buffer.from(baked)).metadata()).format, 'svg')
  assert.deepEqual(JSON.parse(unbaked(Buffer.from(`<?xml version="1.0"?>\n<!-- an editor was here -->\n${baked}`)) ?? ''), JSON.parse(JSON_TEXT))
  const otherPrefix = SVG.replace('<path', '<b:credential xmlns:b="https://purl.imsglobal.org/ob/v3p0">{"a":1}</b:credential><path')
  assert.equal(unbakeSvg(otherPrefix), '{"a":1}')
  assert.throws(() => bakeSvg('<p>no picture</p>', '{}'), /SVG/)
})

test('hostile and broken SVGs give nothing and cost nothing: entities, depth, twice, another namespace, half a file', () => {
  const one = '<openbadges:credential xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">{}</openbadges:credential>'
  const inside = (content: string): string => `<svg xmlns="http://www.w3.org/2000/svg">${content}</svg>`
  const laughs = `<!DOCTYPE svg [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, i) => `<!ENTITY ${String.fromCharCode(98 + i)} "${`&${String.fromCharCode(97 + i)};`.repeat(10)}">`).join('')}]>`
  const started = performance.now()
  const cases: Record<string, string> = {
    'nothing inside': SVG, twice: inside(one + one), 'another namespace': inside(one.replace('purl.imsglobal.org', 'example.org')), empty: inside(one.replace('{}', '')),
    'a thousand million laughs': `<?xml version="1.0"?>${inside(one)}`.replace('<svg', `${laughs}<svg`), half: inside(one).slice(0, -20), 'a deep one': inside('<g>'.repeat(100_000) + one),
    'an undefined entity': inside(one.replace('{}', '&x;')),
  }
  for (const [what, file] of Object.entries(cases)) assert.equal(unbakeSvg(file), null, what)
  assert.ok(performance.now() - started < 5000)
  assert.equal(unbaked(Buffer.from('{"a":1}')), null, 'what is no picture is for others')
  assert.equal(unbaked(Buffer.from('<html><svg/></html>')), null)
})
