import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { answerWithAttachments, howManyFit, readAttachments, type RowWithText } from './attachments.ts'
import { filtersOf, viewOf, type View } from './filters.ts'
import { formatted } from './format.ts'
import { openMore, sealMore, type Place } from './more.ts'
import { readQuery, type ListQuery, type Shape } from './query.ts'
import type { XapiAnswer, XapiRequest } from './request.ts'
import { openPieces, openStatements, type Sealed } from './sealing.ts'
import { search, type Row } from './search.ts'
import { positionAt, standing, through, type Standing } from './standing.ts'

export { consistentThrough } from './standing.ts'

/** GET on the statement resource (xAPI 1.0.3, Communication 2.1.3): one statement by its id, or a list and where it goes on. */
export async function readStatements(house: House, request: XapiRequest): Promise<XapiAnswer> {
  const view = viewOf(request.sender)
  const wanted = readQuery(house.keys, request)
  switch (wanted.kind) {
    case 'one': return readOne(house, request, view, wanted)
    case 'more': {
      return page(house, request, view, openMore(house.keys, request.tenant, wanted.token))
    }
    case 'list': return page(house, request, view, await firstPlace(house.db, request.tenant, wanted.list))
  }
}

/** A place that may not know yet how far the record reaches. */
type Begun = Omit<Place, 'upTo' | 'last'> & Partial<Place>

/** Where a list begins: times become positions once, so that every later page has the same bounds. */
async function firstPlace(db: Db, tenant: string, list: ListQuery): Promise<Begun> {
  if (list.since === undefined && list.until === undefined) return { list, above: 0 }
  const now = await standing(db, tenant)
  const at = async (moment: number): Promise<number> =>
    (now.stored === null || now.stored.getTime() <= moment ? now.pos : positionAt(db, tenant, moment, now.pos))
  const above = list.since === undefined ? 0 : await at(list.since)
  const upTo = list.until === undefined ? now.pos : await at(list.until)
  return { list, above, upTo, last: list.ascending ? above : upTo + 1 }
}

async function page(house: House, request: XapiRequest, view: View, place: Begun): Promise<XapiAnswer> {
  const { list, above } = place
  const end = place.upTo === undefined ? undefined : place.upTo + 1
  const { rows, more, now } = await search(house.db, {
    tenant: request.tenant, filters: filtersOf(list, view), view, ascending: list.ascending, limit: list.limit,
    above: list.ascending ? place.last ?? above : above, below: list.ascending ? end : place.last ?? end,
  })
  const on = (last: Row): string => `${request.path}?more=${sealMore(house.keys, request.tenant, { list, above, upTo: place.upTo ?? now.pos, last: last.pos })}`
  if (list.format === 'exact' && !list.attachments) return plainPage(house, rows, more ? on : null, now)
  const texts = openStatements(house, rows)
  const pairs = list.attachments ? pair(rows, texts) : []
  const fit = list.attachments ? await howManyFit(house, pairs) : rows.length
  const lastShown = rows[fit - 1]
  const link = lastShown && (more || fit < rows.length) ? on(lastShown) : ''
  const shown = await formatted(house, request.tenant, fit < rows.length ? texts.slice(0, fit) : texts, list.format, request.header('accept-language'))
  return answer(house, `{"statements":[${shown.join(',')}],"more":${JSON.stringify(link)}}`, list, pairs.slice(0, fit), through(house, now))
}

/** What most readers ask for: the statements byte for byte as they were opened. */
function plainPage(house: House, rows: readonly Row[], on: ((last: Row) => string) | null, now: Standing): XapiAnswer {
  const last = rows.at(-1)
  const end = `],"more":${JSON.stringify(on && last ? on(last) : '')}}`
  const body = Buffer.concat([Buffer.from('{"statements":['), ...openPieces(house, rows), Buffer.from(end)])
  return { status: 200, headers: { 'Content-Type': 'application/json', ...through(house, now) }, body }
}

type One = Sealed & { readonly voided: boolean }

async function readOne(house: House, request: XapiRequest, view: View, wanted: { id: string; voided: boolean; shape: Shape }): Promise<XapiAnswer> {
  const { rows: [row] } = await sql<One>`select s.tenant, s.id, s.stored, s.happened, s.actor, s.verb, s.object, s.authority, s.raw, s.sealed, s.person, p.data_key,
      exists (select from statement_voided v where v.tenant = s.tenant and v.id = s.id) as voided
    from statement_key k join statement s on s.tenant = k.tenant and s.pos = k.pos left join statement_person p on p.id = s.person
    where k.tenant = ${request.tenant} and k.id = ${wanted.id}::uuid`.execute(house.db)
  if (!row || row.voided !== wanted.voided || !isSeen(row, view)) {
    throw new Problem(404, 'no-statement', { es: 'No hay un registro con ese identificador.', en: 'There is no statement under that id.' })
  }
  // Read afterwards: what is shown was stored at that moment or before.
  const now = await standing(house.db, request.tenant)
  const texts = openStatements(house, [row])
  const [text = ''] = await formatted(house, request.tenant, texts, wanted.shape.format, request.header('accept-language'))
  return answer(house, text, wanted.shape, pair([row], texts), { ...through(house, now), 'Last-Modified': row.stored.toUTCString() })
}

function isSeen(row: One, view: View): boolean {
  switch (view.kind) {
    case 'all': return true
    case 'said-by': return row.authority === view.authority
    case 'told-of': return row.actor === view.agent && !view.hidden.includes(row.verb)
  }
}

const pair = (rows: readonly Sealed[], texts: readonly string[]): RowWithText[] => rows.map((row, i) => ({ row, text: texts[i] ?? '' }))

async function answer(house: House, json: string, { attachments }: Shape, statements: readonly RowWithText[], headers: Record<string, string>): Promise<XapiAnswer> {
  if (!attachments) return { status: 200, headers: { 'Content-Type': 'application/json', ...headers }, body: json }
  const files = await readAttachments(house, statements)
  const multipart = answerWithAttachments(json, files)
  return { ...multipart, headers: { ...multipart.headers, ...headers } }
}
