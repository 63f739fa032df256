import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx, House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { withIssuer } from '../../lib/keys.ts'
import { addProof, type Signer } from '../../lib/vc/data-integrity.ts'
import { Problem } from '../../lib/problem.ts'
import { SUITES } from '../../lib/vc/suites.ts'
import { notFound } from '../../web/who.ts'
import { setBits, STATES_IN } from './credential-state.ts'
import { knownIssuers, presentIssuer } from './issuer-keys.ts'
import { issuerOf, methodOf } from './issuer.ts'
import { LIST_BITS, PURPOSES, statusListCredential, type Purpose } from './status-list.ts'
import { REFUSAL } from './words.ts'

interface SignedTable { purpose: string; list: number; mark: string; method: string; body: string; made: Date }

declare module '../../lib/database.ts' {
  interface Tables { status_list_signed: SignedTable; status_list_name: { list: number; did: string } }
}

/** A list that stays as it is, is signed anew after so long; readers may believe it for LIST_VALID_MS (status-list.ts). */
const RENEWED_AFTER_MS = 24 * 3_600_000

/** The signed list that other programs read (W3C Bitstring Status List 1.0); 404 for a list that no certificate is in. */
export async function statusList(c: Ctx): Promise<Response> {
  const body = await listOf(c.var.house, c.req.param('purpose') ?? '', c.req.param('list') ?? '')
  if (body === null) throw notFound()
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers = { ETag: etag, 'Cache-Control': 'public, max-age=60', 'Access-Control-Allow-Origin': '*' }
  if ((c.req.header('if-none-match') ?? '').split(/\s*,\s*/).some((one) => one.replace(/^W\//, '') === etag)) return c.body(null, 304, headers)
  return c.body(body, 200, { ...headers, 'Content-Type': 'application/vc' })
}

/** The list of an address under /v/status; null for one that no certificate is in. */
async function listOf(house: House, asked: string, number: string): Promise<string | null> {
  const purpose = PURPOSES.find((p) => p === asked)
  const list = /^[1-9]\d{0,4}$/.test(number) ? Number(number) : 0
  // List 1 is there before the first certificate; any other only with one, so that nobody makes us sign what nobody needs.
  return !purpose || !list || (list > 1 && list > await lastList(house.db)) ? null : signedList(house, purpose, list)
}

/** A list of our own by its whole address, without asking ourselves over the network; null for any other address. */
export async function ownList(house: House, url: string): Promise<string | null> {
  const start = `${house.config.publicUrl}/v/status/`
  const [purpose = '', number = '', ...more] = url.startsWith(start) ? url.slice(start.length).split('/') : []
  return more.length > 0 ? null : listOf(house, purpose, number)
}

/**
 * The list as JSON, signed once for each set of bits and day, whoever asks and however often, and whichever of several processes answers: any key of
 * the same name that nobody stole will do. 503 from a process that still has a stolen key and would have to sign.
 */
export async function signedList(house: House, purpose: Purpose, list: number): Promise<string> {
  const good = await goodMethods(house)
  const name = await nameOf(house, list)
  const signer = signerFor(house, name, good)
  const at = house.clock()
  const mark = `${house.config.publicUrl} ${await markOf(house.db, purpose, list)}`
  const kept = await house.db.selectFrom('status_list_signed').select(['mark', 'method', 'body', 'made']).where('purpose', '=', purpose).where('list', '=', list).executeTakeFirst()
  const age = kept ? at.getTime() - kept.made.getTime() : 0
  if (kept && kept.mark === mark && (didOf(kept.method) === name || kept.method === signer.method) && good.has(kept.method) && age >= 0 && age < RENEWED_AFTER_MS) return kept.body
  if (!good.has(signer.method)) throw new Problem(503, 'key-distrusted', REFUSAL.keyDistrusted)
  const unsigned = statusListCredential(house.config.publicUrl, didOf(signer.method), purpose, list, await setBits(house.db, purpose, list), at)
  const body = JSON.stringify(await addProof(unsigned, signer, at.toISOString()))
  const row = { mark, method: signer.method, body, made: at }
  await house.db.insertInto('status_list_signed').values({ purpose, list, ...row }).onConflict((oc) => oc.columns(['purpose', 'list']).doUpdateSet(row)).execute()
  return body
}

const didOf = (method: string): string => method.split('#')[0] ?? ''

/** The verification methods of every key of ours that nobody stole. */
async function goodMethods(house: House): Promise<Set<string>> {
  const issuers = (await knownIssuers(house, house.db)).filter((issuer) => !issuer.stolenSince)
  return new Set(issuers.flatMap((issuer) => SUITES.flatMap((suite) => methodOf(issuer, suite) ?? [])))
}

/** Which bits are set, in one line: asked before every answer, so it reads only those rows that the partial index has. */
async function markOf(db: Db, purpose: Purpose, list: number): Promise<string> {
  const first = (list - 1) * LIST_BITS
  const { rows: [row] } = await sql<{ mark: string }>`select count(*) || ' ' || coalesce(md5(string_agg(status_index::text, ',' order by status_index)), '-') as mark
    from credential_state where state <> 'valid' and state = any(${[...STATES_IN[purpose]]}::text[]) and status_index >= ${first} and status_index < ${first + LIST_BITS}`.execute(db)
  return row?.mark ?? ''
}

async function lastList(db: Db): Promise<number> {
  const { rows: [row] } = await sql<{ last: number }>`select coalesce(max(status_index) / ${LIST_BITS} + 1, 1)::int as last from credential`.execute(db)
  return row?.last ?? 1
}

async function nameOf(house: House, list: number): Promise<string> {
  return (await house.db.selectFrom('status_list_name').select('did').where('list', '=', list).executeTakeFirst())?.did ?? presentIssuer(house).did
}

/**
 * The present key under the name of the list's certificates. Where that name is a did:key of before, its own key signs, if the folder has it and
 * it was not stolen; otherwise the present one does, under the present name, and a reader who insists on the same name says so.
 */
function signerFor(house: House, name: string, good: ReadonlySet<string>): Signer {
  const present = presentIssuer(house)
  if (name === present.did) return present.signer
  for (const key of [house.keys.bytes('issuer'), ...house.keys.olderIssuers]) {
    for (const suite of SUITES) {
      const issuer = issuerOf(withIssuer(house.keys, key), house.config.publicUrl, { suite, did: 'key' })
      if (issuer.did === name && good.has(issuer.signer.method)) return issuer.signer
    }
  }
  return present.signer
}

/** The lists that certificates of this name go into, in order, and the first one nobody uses yet. Called under no lock: `openList` settles races. */
export async function listsFor(tx: Tx, did: string): Promise<{ open: number[]; next: number }> {
  const { rows } = await sql<{ list: number; did: string }>`select list, did from status_list_name order by list`.execute(tx)
  const used = rows.length === 0 ? await lastList(tx) : 0
  return { open: rows.filter((row) => row.did === did).map((row) => row.list), next: Math.max(used, ...rows.map((row) => row.list + 1), 1) }
}

/** Gives a list to a name; false when another name was faster. */
export async function openList(tx: Tx, list: number, did: string): Promise<boolean> {
  await sql`insert into status_list_name (list, did) values (${list}, ${did}) on conflict (list) do nothing`.execute(tx)
  const row = await tx.selectFrom('status_list_name').select('did').where('list', '=', list).executeTakeFirst()
  return row?.did === did
}
