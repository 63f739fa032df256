import type { House } from '../../feature.ts'
import { head, readTexts } from '../read.ts'
import { badRequest, type XapiAnswer, type XapiRequest } from './request.ts'

const PAGE = 100

/**
 * What a signed-in browser reads on from a position (`after`), oldest first, with the position that the record has reached. A person sees
 * her own, without the verbs that would tell her of another person; an auditor sees all.
 */
export async function readOwn(house: House, request: XapiRequest): Promise<XapiAnswer> {
  const { sender, tenant, query } = request
  const own = sender.kind === 'session' ? sender.agent : null
  const all = sender.kind === 'session' && sender.readsAll
  const hidden = sender.kind === 'session' ? sender.hidden : []
  const after = Number(query.get('after') ?? '0')
  if (!Number.isSafeInteger(after) || after < 0) throw badRequest('after', { es: 'hace falta un número', en: 'a number is needed' })
  const found = await readTexts(house, tenant, { after, limit: PAGE, ...(all ? {} : { actors: own ? [own] : [] }) })
  const shown = all ? found : found.filter((s) => !hidden.includes(s.verb))
  const more = found.length === PAGE ? `${request.path}?after=${found.at(-1)?.pos}` : ''
  const body = `{"statements":[${shown.map((s) => s.text).join(',')}],"more":${JSON.stringify(more)},"head":${await head(house.db, tenant)}}`
  return { status: 200, headers: { 'Content-Type': 'application/json' }, body }
}
