import { stream } from 'hono/streaming'
import type { Ctx, Route } from '../../feature.ts'
import { say } from '../../lib/text.ts'
import { formatKey } from '../../lib/tlog/note.ts'
import { parseTilePath, TILE_WIDTH } from '../../lib/tlog/tiles.ts'
import { page } from '../../web/page.tsx'
import { notFound } from '../../web/who.ts'
import { programmeOf } from '../programmes/index.ts'
import { logSigner, newestHead, publishedHead, refusedOf } from './checkpoints.ts'
import { evidenceLines } from './evidence.ts'
import { entriesFrom, hashesFrom } from './grow-log.ts'
import { LogPage } from './page.tsx'
import { originOf } from './origin.ts'
import { proofAbout } from './proof.ts'
import { disagreeing } from './witnesses.ts'
import { LOG } from './words.ts'

const CACHE_SECONDS = 60

function programmeIn(c: Ctx): string {
  const programme = programmeOf(c.var.house, c.req.param('programme') ?? '')
  if (!programme) throw notFound()
  return programme.id
}

async function show(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = programmeIn(c)
  return page(c, {
    title: say(LOG.title, lang), cacheSeconds: CACHE_SECONDS,
    main: <LogPage address={`${house.config.publicUrl}/p/${tenant}/log`} head={await publishedHead(house.db, tenant)} lang={lang}
      logKey={logSigner(house, await originOf(house, tenant))} witnesses={(house.config.witnesses ?? []).map((w) => ({ name: w.key.name, url: w.url }))}
      refused={await refusedOf(house.db, tenant)} disagree={await disagreeing(house, tenant)} />,
  })
}

async function checkpoint(c: Ctx): Promise<Response> {
  const head = await publishedHead(c.var.house.db, programmeIn(c))
  if (!head) throw notFound()
  return c.body(head.note, 200, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=5' })
}

/** A tile or a bundle of entries: of what the newest head covers, so that no mark is seen before the day's head is. */
async function tile(c: Ctx): Promise<Response> {
  const { db } = c.var.house
  const tenant = programmeIn(c)
  const name = parseTilePath(c.req.path.slice(c.req.path.indexOf('/log/') + '/log/'.length))
  const head = name && await newestHead(db, tenant)
  if (!name || !head) throw notFound()
  const level = name.level === 'entries' ? 0 : name.level
  const from = name.index * TILE_WIDTH
  if (from + name.width > Math.floor(head.size / TILE_WIDTH ** level)) throw notFound()
  const bytes = name.level === 'entries' ? bundle(await entriesFrom(db, tenant, from, name.width)) : await hashesFrom(db, tenant, level, from, name.width)
  return c.body(new Uint8Array(bytes), 200, { 'Content-Type': 'application/octet-stream', 'Cache-Control': 'public, max-age=31536000, immutable' })
}

/** Each entry behind its length in two bytes. */
function bundle(entries: readonly Buffer[]): Buffer {
  return Buffer.concat(entries.flatMap((entry) => [Buffer.from([entry.length >> 8, entry.length & 255]), entry]))
}

/** The key under which the heads are signed, as who verifies writes it down. */
async function key(c: Ctx): Promise<Response> {
  const { house } = c.var
  return c.text(`${formatKey(logSigner(house, await originOf(house, programmeIn(c))))}\n`)
}

/** Of one certificate, by its own id, which only who holds its serial learns; or of one published cut. */
const proof = (kind: 'credentials' | 'releases', param: string) => async (c: Ctx): Promise<Response> => {
  const tenant = programmeIn(c)
  const id = c.req.param(param) ?? ''
  const found = await proofAbout(c.var.house.db, tenant, kind, id)
  if (!found) throw notFound()
  c.header('Content-Disposition', `attachment; filename="${tenant}-${kind === 'releases' ? 'cut' : 'certificate'}-${id.slice(0, 36)}-proof.json"`)
  return c.body(`${JSON.stringify(found, null, 2)}\n`, 200, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'public, max-age=60' })
}

/** For auditors: every entry up to the newest head with the act it stands for and its salt, so that they can be laid side by side. */
async function evidence(c: Ctx): Promise<Response> {
  const { house } = c.var
  const tenant = programmeIn(c)
  const head = await newestHead(house.db, tenant)
  if (!head) throw notFound()
  c.header('Content-Type', 'application/x-ndjson; charset=utf-8')
  c.header('Content-Disposition', `attachment; filename="${tenant}-log-${head.size}.jsonl"`)
  return stream(c, async (out) => { for await (const lines of evidenceLines(house, tenant, head.size)) await out.write(lines) })
}

export const routes: readonly Route[] = [
  { method: 'GET', path: '/p/:programme/log', handle: show },
  { method: 'GET', path: '/p/:programme/log/checkpoint', handle: checkpoint },
  { method: 'GET', path: '/p/:programme/log/key', handle: key },
  { method: 'GET', path: '/p/:programme/log/tile/*', handle: tile },
  { method: 'GET', path: '/p/:programme/log/proof/certificate/:paper', handle: proof('credentials', 'paper') },
  { method: 'GET', path: '/p/:programme/log/proof/cut/:release', handle: proof('releases', 'release') },
  { method: 'GET', path: '/office/:programme/log/evidence.jsonl', handle: evidence },
]
