import { promisify } from 'node:util'
import { brotliCompress, brotliCompressSync, constants, gzip } from 'node:zlib'
import type { Context } from 'hono'

const br = promisify(brotliCompress)
const gz = promisify(gzip)
/** Below this a phone gains nothing. */
const WORTH_BYTES = 1024

/** The text, or bytes, as a response, packed the way the browser takes it: brotli 4 costs about what gzip 6 does and is smaller. */
export function compressed(c: Context, body: string | Uint8Array<ArrayBuffer>, status: number, headers: Record<string, string>): Response | Promise<Response> {
  const accepts = c.req.header('accept-encoding') ?? ''
  for (const [name, value] of Object.entries({ ...headers, Vary: 'Accept-Encoding, Cookie' })) c.header(name, value)
  c.status(status as 200)
  if (body.length < WORTH_BYTES || !/\b(br|gzip)\b/.test(accepts)) return c.body(body)
  const bytes = Buffer.from(body)
  if (/\bbr\b/.test(accepts)) {
    c.header('Content-Encoding', 'br')
    return br(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).then((b) => c.body(new Uint8Array(b)))
  }
  c.header('Content-Encoding', 'gzip')
  return gz(bytes).then((b) => c.body(new Uint8Array(b)))
}

/** What a text or file costs on the wire, in bytes, with about what the page around it adds. */
export function packedBytes(body: string | Uint8Array): number {
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length + PAGE_FRAME_BYTES
}

/** Head, header and footer of a page, packed together with its text. */
const PAGE_FRAME_BYTES = 700
