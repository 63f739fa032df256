import type { JSX } from 'preact'
import type { Ctx, Route } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { formatKey } from '../../lib/tlog/note.ts'
import { page } from '../../web/page.tsx'
import { notFound } from '../../web/who.ts'
import { isId } from '../duties/index.ts'
import { programmeOf } from '../programmes/index.ts'
import { auditById, auditsOf, type Audit } from './audit.ts'
import { sampleOf } from './audit-person.ts'
import { Facts, ResultLines } from './audit-facts.tsx'
import { resultOf, type Result } from './counted.ts'
import { frozenLines } from './frame.ts'
import { packSigner } from './pack.ts'
import { LIST, PUBLIC as W } from './page-words.ts'
import { frameFile, SAMPLE_FORMAT } from './sample.ts'
import { WRONG } from './words.ts'

const AT = '/p/:programme/audits'

export const publicRoutes: readonly Route[] = [
  { method: 'GET', path: AT, handle: list },
  { method: 'GET', path: `${AT}/key`, handle: key },
  { method: 'GET', path: `${AT}/:audit/frame.csv`, handle: frame },
  { method: 'GET', path: `${AT}/:audit/audit.json`, handle: data },
]

function programmeIn(c: Ctx): string {
  const programme = programmeOf(c.var.house, c.req.param('programme') ?? '')
  if (!programme) throw notFound()
  return programme.id
}

async function known(c: Ctx): Promise<Audit> {
  const id = c.req.param('audit') ?? ''
  const row = isId(id) ? await auditById(c.var.house.db, programmeIn(c), id) : undefined
  if (!row) throw new Problem(404, 'no-such-audit', WRONG.noAudit)
  return row
}

async function list(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = programmeIn(c)
  const audits = await auditsOf(house.db, tenant)
  const results = new Map<string, Result>()
  for (const one of audits) if (one.state === 'closed') results.set(one.audit, resultOf(await sampleOf(house.db, tenant, one.audit)))
  return page(c, {
    title: say(W.title, lang), cacheSeconds: 60,
    main: <PublicPage lang={lang} base={`/p/${encodeURIComponent(tenant)}/audits`} audits={audits} results={results} signer={formatKey(packSigner(house, tenant))} />,
  })
}

function PublicPage({ lang, base, audits, results, signer }: {
  lang: Lang; base: string; audits: readonly Audit[]; results: ReadonlyMap<string, Result>; signer: string
}): JSX.Element {
  return (
    <>
      <h1>{say(W.title, lang)}</h1>
      <p>{say(W.lead, lang)}</p>
      {results.size === 0 && <p class="card">{say(W.none, lang)}</p>}
      {audits.length > 0 && <h2>{say(W.all, lang)}</h2>}
      {audits.map((one) => {
        const result = results.get(one.audit)
        return (
          <section class="card">
            <h3>{say(LIST.one, lang, { n: one.number, cut: one.release })}</h3>
            {result && <ResultLines lang={lang} result={result} />}
            <Facts lang={lang} audit={one} files={`${base}/${one.audit}`} />
            <p><a href={`${base}/${one.audit}/audit.json`}>{say(W.json, lang)}</a></p>
          </section>
        )
      })}
      <h2>{say(W.key, lang)}</h2>
      <pre tabindex={0}>{signer}</pre>
    </>
  )
}

async function key(c: Ctx): Promise<Response> {
  return c.body(`${formatKey(packSigner(c.var.house, programmeIn(c)))}\n`, 200, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=60' })
}

/** The frozen list: what whoever redraws needs besides the value. It never changes, or is not given. */
async function frame(c: Ctx): Promise<Response> {
  const audit = await known(c)
  const lines = await frozenLines(c.var.house.db, audit)
  return c.body(frameFile(lines), 200, {
    'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="frame-${audit.tenant}-${audit.number}.csv"`, 'Cache-Control': 'public, max-age=3600',
  })
}

/** Everything public of one audit: what was fixed and drawn, and, once it is closed, what came of it. Nothing of single persons. */
async function data(c: Ctx): Promise<Response> {
  const { house } = c.var
  const audit = await known(c)
  const sample = audit.value === null ? [] : await sampleOf(house.db, audit.tenant, audit.audit)
  c.header('Cache-Control', 'public, max-age=60')
  return c.json({
    ...(house.config.demo ? { demo: true } : {}), format: SAMPLE_FORMAT, programme: audit.tenant, audit: audit.audit, number: audit.number, state: audit.state, cut: audit.release, position: audit.cut,
    frame: { sha256: audit.frame, persons: audit.persons, frozen: audit.frozen.toISOString() }, size: audit.size, source: audit.source,
    value: audit.value, drawn: audit.drawn?.toISOString() ?? null, sample: audit.value === null ? null : { sha256: audit.sample_hash, pseudonyms: sample.map((one) => one.pseudonym) },
    ended: audit.ended?.toISOString() ?? null, result: audit.state === 'closed' ? resultOf(sample) : null,
  })
}
