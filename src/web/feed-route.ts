import type { Ctx, House, Route, Who } from '../feature.ts'
import { Problem } from '../lib/problem.ts'
import { say } from '../lib/text.ts'
import { MOST_ITEMS, readCursor, readFeed, type FeedAnswer } from '../record/feed.ts'
import { waitForNews } from '../record/feed-waiting.ts'
import { badRequest, needScope } from '../record/xapi/request.ts'
import { versionHeader } from '../record/xapi/door.ts'
import { respond } from './xapi-routes.ts'

export interface FeedPorts {
  readonly isTenant: (house: House, tenant: string) => boolean
  /** Counts a client's request; Problem 429 when it asks too often. */
  readonly takeTurn: (house: House, who: Who & { kind: 'client' }) => void
}

const USUAL_ITEMS = 100
const LONGEST_WAIT = 30
const PARAMETERS = new Set(['after', 'limit', 'wait'])

/**
 * GET /xapi/:programme/feed: every statement of a programme in the order of the record, for other nodes and for whoever keeps a copy.
 * `{ statements: [{ pos, statement, voided? }], cursor, head }`; `after` is the cursor of the answer before, `wait` how many seconds to
 * wait for news. 409 `history-differs` with `common` and its `cursor` when the record is no longer the one that was read.
 */
export function feedRoute(ports: FeedPorts): Route {
  return { method: 'GET', path: '/xapi/:programme/feed', handle: (c) => feed(c, ports) }
}

async function feed(c: Ctx, ports: FeedPorts): Promise<Response> {
  const { house, who } = c.var
  const tenant = c.req.param('programme') ?? ''
  if (!ports.isTenant(house, tenant)) throw new Problem(404, 'no-programme', { es: 'No conocemos ese programa.', en: 'We do not know that programme.' })
  if (who.kind === 'client') {
    ports.takeTurn(house, who)
    needScope({ kind: 'client', client: who.client, scopes: new Set(who.scopes) }, 'statements/read', 'all/read')
  }
  const query = new URL(c.req.url).searchParams
  for (const name of query.keys()) {
    if (!PARAMETERS.has(name) || query.getAll(name).length > 1) throw badRequest(name, { es: 'este parámetro no va aquí, o está dos veces', en: 'this parameter does not belong here, or stands there twice' })
  }
  const after = query.get('after') ?? ''
  const read = after === '' ? null : readCursor(after)
  if (after !== '' && !read) throw badRequest('after', { es: 'no es un cursor de aquí', en: 'it is not a cursor from here' })
  const limit = wholeNumber(query, 'limit', 1, MOST_ITEMS, USUAL_ITEMS)
  const seconds = wholeNumber(query, 'wait', 0, LONGEST_WAIT, 0)
  let answer = await readFeed(house, tenant, read, limit)
  if (seconds > 0 && answer.kind === 'page' && answer.items.length === 0) {
    await waitForNews(house.db, tenant, read?.pos ?? 0, seconds * 1000, c.req.raw.signal)
    answer = await readFeed(house, tenant, read, limit)
  }
  const headers = { 'Content-Type': 'application/json' }
  return respond({ status: answer.kind === 'page' ? 200 : 409, headers, body: bodyOf(answer, c) }, versionHeader({ header: (name) => c.req.header(name) }))
}

function bodyOf(answer: FeedAnswer, c: Ctx): string {
  if (answer.kind === 'page') {
    const items = answer.items.map(({ pos, text, voided }) => `{"pos":${pos},"statement":${text}${voided ? ',"voided":true' : ''}}`)
    return `{"statements":[${items.join(',')}],"cursor":${JSON.stringify(answer.cursor)},"head":${answer.head}}`
  }
  const { common, cursor, head } = answer
  return JSON.stringify({
    error: 'history-differs',
    message: say({
      es: `Este registro ya no es el que leíste. Hasta la posición ${common} es el mismo: quita lo que leíste después y sigue desde ahí.`,
      en: `This record is no longer the one that you read. Up to position ${common} it is the same: take back what you read after it and go on from there.`,
    }, c.var.lang),
    common, cursor: cursor ?? '', head,
  })
}

function wholeNumber(query: URLSearchParams, name: string, least: number, most: number, otherwise: number): number {
  const text = query.get(name)
  const n = text === null ? otherwise : /^\d{1,9}$/.test(text) ? Number(text) : NaN
  if (!(n >= least && n <= most)) throw badRequest(name, { es: `un número entero de ${least} a ${most}`, en: `a whole number from ${least} to ${most}` })
  return n
}
