import { request } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'
import { readyLearner } from '../test/ready-learner.ts'
import type { Figure } from './main.ts'
import type { Started } from './started.ts'

const KB = 1024

/** What a cold phone downloads for a page: its HTML and every style, script and icon it names, brotli, service worker not counted. */
export async function bytes(server: Started): Promise<Figure[]> {
  const { cookie, enrolment } = await readyLearner(server.house)
  const pages: readonly (readonly [string, string, number, number])[] = [
    ['first page', '/', 60, 10],
    ['public page of a programme', '/p/piloto', 60, 10],
    ['lesson', `/learn/${enrolment}/units/que-es-la-ia`, 100, 10],
    ['lab page and engine', `/learn/${enrolment}/labs/uva-vino`, 60, 60],
  ]
  const figures: Figure[] = []
  for (const [item, path, most, mostScript] of pages) {
    const { total, script } = await weigh(server.port, path, cookie)
    figures.push({
      item, figure: `${(total / KB).toFixed(1)} KB, of it script ${(script / KB).toFixed(1)} KB`,
      target: `<= ${most} KB, script <= ${mostScript} KB`, met: total <= most * KB && script <= mostScript * KB,
    })
  }
  return figures
}

async function weigh(port: number, path: string, cookie: string): Promise<{ total: number; script: number }> {
  const html = await get(port, path, cookie)
  const text = brotliDecompressSync(html).toString()
  let total = html.length
  let script = 0
  // Also what an island is told in its data attribute: its worker and its public data.
  const todo = [...text.replaceAll('&quot;', '"').matchAll(/"(\/(?:assets|labs\/[\w-]+\/data)\/[^"]+)"/g)].map((m) => m[1]!)
  for (const address of new Set(todo)) {
    const body = await get(port, address, cookie)
    total += body.length
    if (address.endsWith('.js')) script += body.length
  }
  return { total, script }
}

function get(port: number, path: string, cookie: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    request({ port, host: 'localhost', path, headers: { cookie, 'accept-encoding': 'br', accept: 'text/html,*/*' } }, (res) => {
      if (res.statusCode !== 200) return reject(new Error(`${path} answers ${res.statusCode}`))
      const chunks: Buffer[] = []
      res.on('data', (c: Buffer) => chunks.push(c))
      res.on('end', () => resolve(Buffer.concat(chunks)))
    }).on('error', reject).end()
  })
}
