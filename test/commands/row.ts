import assert from 'node:assert/strict'
import { sql, type RawBuilder } from 'kysely'
import type { House } from '../../src/feature.ts'
import { formBody } from '../acting.ts'
import type { TestHouse } from '../house.ts'
import type { Place } from './place.ts'

export type Fields = Readonly<Record<string, string | readonly string[]>>

/** One browser: its cookie. Another program: its key. Nobody signed in: null. */
export type By = { readonly cookie: string } | { readonly authorization: string } | null

/** What says who asks. */
export function headersOf(by: By): Record<string, string> {
  if (!by) return {}
  return 'cookie' in by ? { cookie: by.cookie } : { authorization: by.authorization, 'x-experience-api-version': '1.0.3' }
}

/** What is posted: a form, or a body that is made anew for each time it is sent. */
export interface Sent {
  readonly path: string
  readonly fields?: Fields
  readonly body?: () => FormData | object
  /** What a phone sends. */
  readonly bytes?: Uint8Array<ArrayBuffer>
  readonly method?: 'POST' | 'PUT' | 'DELETE'
  /** The sender's IP address. */
  readonly address?: string
}

/** Somebody who must not do it, or tries with what is not hers. */
export interface Wrong extends Partial<Sent> {
  readonly who: string
  readonly by: By
  /** 401, 403 or 404 when absent. */
  readonly status?: number
}

export type Counter = (house: Pick<House, 'db'>) => Promise<number>
export type Counts = Readonly<Record<string, number>>

/** One command made ready to be done. */
export interface Prepared extends Sent {
  readonly by: By
  /** Who else does it at the same time: a colleague, or another request of hers; the same person on a second tab when absent. */
  readonly also?: Partial<Sent> & { readonly by: By }
  readonly wrong: readonly Wrong[]
  /** The page from which it is done. */
  readonly page: string
  /** What it changes, by name. */
  readonly effect: Readonly<Record<string, Counter>>
}

export interface Row {
  /** As in src/rights.ts. */
  readonly route: string
  /** Which one, where a route has several commands. */
  readonly what?: string
  readonly prepare: (place: Place) => Promise<Prepared>
  /** What doing it once adds to each counter; 1 when a counter is not named here. */
  readonly once?: Counts
  /** Where a second time is a second act, not the same one again: what that adds, and why. */
  readonly again?: { readonly adds: Counts; readonly why: string }
  /** What may stand instead when the first answer was lost on the way and the same was sent again, and why that is right. */
  readonly interrupted?: readonly { readonly leaves: Counts; readonly why: string }[]
}

export const nameOf = (row: Row): string => (row.what ? `${row.route} (${row.what})` : row.route)

export interface Answer { readonly status: number; readonly words: string }

export async function send(house: TestHouse, by: By, { path, fields, body, bytes, method = 'POST', address }: Sent): Promise<Answer> {
  const made = body?.()
  const form = made instanceof FormData
  const headers = new Headers(headersOf(by))
  if (!form) headers.set('content-type', bytes ? 'application/octet-stream' : made ? 'application/json' : 'application/x-www-form-urlencoded')
  const sent = bytes ?? (form ? made : made ? JSON.stringify(made) : formBody(fields ?? {}))
  // As every browser does; only FormData does not know its length yet.
  if (!(sent instanceof FormData)) headers.set('content-length', String(typeof sent === 'string' ? Buffer.byteLength(sent) : sent.length))
  const response = await house.request(path, {
    method, headers, body: sent,
    ...(address ? { address } : {}),
  })
  const text = await response.text()
  const words = text.slice(Math.max(0, text.indexOf('<main'))).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim()
  return { status: response.status, words }
}

/** Done, or refused with a sentence that somebody can read. 503 only while the database is away. */
export function assertAnswered(answer: Answer, what: string, away = false): void {
  if (answer.status < 400) return
  assert.ok(answer.status < 500 || (away && answer.status === 503), `${what}: ${answer.status} ${answer.words.slice(0, 300)}`)
  assert.match(answer.words, /\p{L}{3,}.* .*\p{L}{3,}.*[.?]/u, `${what}: ${answer.status} without a sentence: ${answer.words.slice(0, 300)}`)
}

export async function countAll(house: Pick<House, 'db'>, effect: Prepared['effect']): Promise<Counts> {
  const counts: Record<string, number> = {}
  for (const [name, count] of Object.entries(effect)) counts[name] = await count(house)
  return counts
}

export const added = (before: Counts, after: Counts): Counts => Object.fromEntries(Object.keys(after).map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)]))

/** What a row expects after it was done `times` times. */
export function expected({ once = {}, again }: Row, effect: Prepared['effect'], times: number): Counts {
  return Object.fromEntries(Object.keys(effect).map((name) => [name, times === 0 ? 0 : (once[name] ?? 1) + (times - 1) * (again?.adds[name] ?? 0)]))
}

/** Statements of one verb; `of` narrows them. */
export function said(verb: string, of: { readonly actor?: string; readonly registration?: string; readonly object?: string }): Counter {
  return async ({ db }) => {
    const { rows: [found] } = await sql<{ n: number }>`select count(*)::int as n from statement where verb = ${verb}
      and (${of.actor ?? null}::text is null or actor = ${of.actor ?? null}::text)
      and (${of.registration ?? null}::uuid is null or registration = ${of.registration ?? null}::uuid)
      and (${of.object ?? null}::text is null or object like '%' || ${of.object ?? null}::text)`.execute(db)
    return found?.n ?? 0
  }
}

/** Rows of a table for which a condition holds. */
export function rows(table: string, condition: RawBuilder<unknown>): Counter {
  return async ({ db }) => {
    const { rows: [found] } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} where ${condition}`.execute(db)
    return found?.n ?? 0
  }
}
