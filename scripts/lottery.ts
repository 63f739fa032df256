// npm run lottery -- <file or address>: runs a published lottery again and says whether the published order is the right one.
// It shares nothing with the program that drew it: written from docs/lottery.md alone. Ends with 0 when equal, 1 when not.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

/** What is read of the file. */
interface Published {
  readonly format: string; readonly programme: string; readonly call: string; readonly round: number
  readonly bases: { readonly sha256: string }
  /** Format 1 has `expedientes`, format 2 `lines`. */
  readonly list: { readonly sha256: string; readonly count: number; readonly expedientes?: readonly string[]; readonly lines?: readonly string[] }
  readonly value: { readonly text: string } | null
  readonly seed: { readonly sha256: string } | null
  readonly places: number | null
  readonly reserved?: readonly { readonly quota: string; readonly places: number }[] | null
  readonly order: readonly { readonly rank: number; readonly expediente: string; readonly key: string; readonly place?: string | null }[] | null
}

interface Candidate { readonly expediente: string; readonly quota: string; readonly points: number; readonly key: string }

/** Every way in which the file differs from what its own list and value give; empty when it is right. */
export function check(file: Published, terms?: string): string[] {
  const wrong: string[] = []
  const compare = (what: string, published: unknown, found: unknown) => {
    if (published !== found) wrong.push(`${what}: published ${String(published)}, found ${String(found)}`)
  }
  const second = file.format === 'yachay-lottery-2'
  if (!second) compare('format', file.format, 'yachay-lottery-1')
  if (terms !== undefined) compare('SHA-256 of the terms', file.bases.sha256, hash(terms))
  const lines = [...(second ? file.list.lines : file.list.expedientes) ?? []].sort()
  compare('file numbers, each once', file.list.count, new Set(lines.map((line) => line.split(' ')[0])).size)
  const list = hash(lines.map((line) => line + '\n').join(''))
  compare('SHA-256 of the list', file.list.sha256, list)
  if (file.value === null) return [...wrong, 'not drawn yet: the file has no public value']
  const seed = hash([file.format, file.programme, file.call, file.round, file.bases.sha256, list, file.value.text].map((l) => `${l}\n`).join(''))
  compare('seed', file.seed?.sha256, seed)
  const order = lines.map((line): Candidate => {
    const [expediente = '', quota = '-', points = '0'] = line.split(' ')
    return { expediente, quota, points: Number(points), key: hash(`${seed}:${expediente}`) }
  }).sort((a, b) => b.points - a.points || (a.key < b.key ? -1 : 1))
  compare('length of the order', file.order?.length, order.length)
  const given = second ? handOut(order, file.places ?? 0, file.reserved ?? []) : null
  order.forEach(({ key, expediente }, i) => {
    const published = file.order?.[i]
    const place = given ? ` ${given.get(expediente) ?? 'null'}` : ''
    compare(`rank ${i + 1}`, published && `${published.rank} ${published.expediente} ${published.key}${given ? ` ${published.place}` : ''}`, `${i + 1} ${expediente} ${key}${place}`)
  })
  return wrong
}

/**
 * Who gets which place, going down the order once: a place of her quota while it has one; else an open one. Places that a quota
 * has too few people for are open from the beginning.
 */
function handOut(order: readonly Candidate[], places: number, reserved: readonly { readonly quota: string; readonly places: number }[]): Map<string, string> {
  const left = new Map(reserved.map(({ quota, places: own }) => [quota, Math.min(own, order.filter((one) => one.quota === quota).length)]))
  let open = places - [...left.values()].reduce((sum, n) => sum + n, 0)
  const given = new Map<string, string>()
  for (const { expediente, quota } of order) {
    const own = left.get(quota) ?? 0
    if (own > 0) left.set(quota, own - 1)
    else if (open > 0) open--
    else continue
    given.set(expediente, own > 0 ? quota : 'open')
  }
  return given
}

async function read(source: string): Promise<string> {
  if (!/^https?:\/\//.test(source)) return readFileSync(source, 'utf8')
  const answer = await fetch(source)
  if (!answer.ok) throw new Error(`${source} answered ${answer.status}`)
  return answer.text()
}

async function main([source, terms]: string[]): Promise<number> {
  if (!source) {
    console.error('npm run lottery -- <file or address of lottery.json> [<file or address of the terms>]')
    return 2
  }
  // Whatever the file says is compared, never trusted.
  const file = JSON.parse(await read(source)) as Published
  const wrong = check(file, terms === undefined ? undefined : await read(terms))
  for (const line of wrong.slice(0, 20)) console.log(`✗ ${line}`)
  if (wrong.length > 0) return 1
  console.log(`✓ ${file.programme}/${file.call}, round ${file.round}: ${file.list.count} file numbers, ${file.places} places.`)
  console.log(`✓ seed ${file.seed?.sha256}`)
  console.log('✓ drawn again: the published order is the right one.')
  return 0
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await main(process.argv.slice(2))
