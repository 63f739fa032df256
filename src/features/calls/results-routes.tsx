import type { Ctx, Route } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { compressed } from '../../web/compress.ts'
import { page } from '../../web/page.tsx'
import { staffNames } from '../people/index.ts'
import { resultLines, resultListsOf, wholeList, type ResultList } from './call-results.ts'
import { readExpediente } from './expediente.ts'
import { knownCall, type KnownCall } from './known.ts'
import { RESULTS } from './result-words.ts'
import { ResultsPage } from './results-page.tsx'
import { OUTCOMES, readLine, RESULTS_FORMAT } from './results.ts'
import { REFUSAL } from './words.ts'

/** The published results: for everybody. */
export const resultsRoutes: readonly Route[] = [
  { method: 'GET', path: '/p/:programme/calls/:call/results', handle: show },
  { method: 'GET', path: '/p/:programme/calls/:call/results.json', handle: file },
]

interface Asked { readonly known: KnownCall; readonly lists: readonly ResultList[]; readonly list: ResultList }

/** The call of the address and its newest list, or the one asked for by ?list=; 404 while nothing is published. */
async function asked(c: Ctx): Promise<Asked> {
  const { house } = c.var
  const known = await knownCall(house, house.db, c.req.param('programme') ?? '', c.req.param('call') ?? '')
  const lists = await resultListsOf(house.db, known.tenant, known.call.id)
  const wanted = c.req.query('list')
  const list = wanted ? lists.find((l) => String(l.number) === wanted) : lists[0]
  if (!list) throw new Problem(404, 'no-results', REFUSAL.noResults)
  return { known, lists, list }
}

async function show(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const { known, lists, list } = await asked(c)
  const typed = (c.req.query('q') ?? '').trim().slice(0, 40)
  // What is no file number finds nothing, as one that is on no list.
  const expediente = typed === '' ? null : readExpediente(typed) ?? '-'
  const wanted = {
    number: list.number, typed, expediente, outcome: OUTCOMES.find((o) => o === c.req.query('outcome')) ?? null,
    page: Math.min(100_000, Math.max(1, Math.trunc(Number(c.req.query('page') ?? '1')) || 1)),
  }
  const names = await staffNames(house.db, lists.map((l) => l.published_by))
  return page(c, {
    title: say(RESULTS.title, lang, { call: say(known.call.title, lang) }), cacheSeconds: 15,
    main: (
      <ResultsPage lang={lang} base={`/p/${known.tenant}/calls/${known.call.id}`} call={known.call} final={known.publication?.final ?? null} now={house.clock()}
        lists={lists.map((l) => ({ ...l, by: names.get(l.published_by) ?? '' }))} wanted={wanted} {...await resultLines(house.db, known.tenant, known.call.id, wanted)} />
    ),
  })
}

/** One list whole, for programs: its lines as they were hashed, and read. */
async function file(c: Ctx): Promise<Response> {
  const { known, list } = await asked(c)
  const lines = await wholeList(c.var.house.db, known.tenant, known.call.id, list.number) ?? []
  const answer = {
    format: RESULTS_FORMAT, programme: known.tenant, call: known.call.id, list: list.number, bases: known.publication?.hash ?? null,
    published: list.published.toISOString(), appealUntil: list.until.toISOString(), sha256: list.hash, count: list.count, lines, results: lines.map(readLine),
  }
  return compressed(c, `${JSON.stringify(answer, null, 1)}\n`, 200, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'public, max-age=60' })
}
