import type { JSX } from 'preact'
import type { Ctx, Waiting } from '../../feature.ts'
import { shownCount, together, type Counted } from '../../lib/counted.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Field, Select } from '../../web/form.tsx'
import { page } from '../../web/page.tsx'
import { inOrder, WaitingLines } from '../../web/waiting.tsx'
import { notFound, organisationOf } from '../../web/who.ts'
import { matchKey } from '../people/index.ts'
import { programmeOf, type Call } from '../programmes/index.ts'
import { correctedCall } from './call-erratum.ts'
import { countByState } from './application.ts'
import { CALL_READERS, callsSeen } from './entity.ts'
import { moment } from './moment.ts'
import { LIST } from './list-words.ts'
import { OFFICE } from './office-words.ts'
import { phaseOf, type Phase } from './phase.ts'
import { publicationOf } from './publication.ts'
import { waitsByCall } from './waits.ts'
import { PHASE } from './words.ts'

/** So many are seen at a glance; more are searched. */
const AT_A_GLANCE = 8

const PHASES = ['draft', 'published', 'open', 'closed', 'final'] as const satisfies readonly Phase[]

interface Line { readonly call: Call; readonly phase: Phase; readonly applied: Counted; readonly waiting: readonly Waiting[] }
/** Without accents, and a typed n also finds ñ. */
const plain = (text: string): string => matchKey(text).replaceAll('Ñ', 'N')

interface Wanted { readonly query: string; readonly phase: Phase | null }

/** The calls of a programme: found by words of the title and by where they stand. A call's title is no person's, so it may stand in the address. */
export async function listCalls(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = c.req.param('programme') ?? ''
  const programme = programmeOf(house, tenant)
  if (!programme) throw notFound()
  const all = await linesOf(c, tenant, await callsSeen(house, tenant, organisationOf(c.var.who, tenant, CALL_READERS), programme.calls))
  const wanted: Wanted = { query: (c.req.query('q') ?? '').trim().slice(0, 80), phase: PHASES.find((p) => p === c.req.query('phase')) ?? null }
  const words = plain(wanted.query).split(' ')
  const found = all.filter(({ call, phase }) => (wanted.phase === null || phase === wanted.phase) && words.every((word) => plain(`${call.title.es} ${call.title.en} ${call.id}`).includes(word)))
  return page(c, { title: say(OFFICE.calls, lang), main: <CallsPage lang={lang} base={`/office/${tenant}/calls`} programme={tenant} all={all.length} calls={found} wanted={wanted} now={house.clock()} /> })
}

async function linesOf({ var: { house, who } }: Ctx, tenant: string, calls: readonly Call[]): Promise<Line[]> {
  const waiting = who.kind === 'staff' ? new Map((await waitsByCall(house, tenant, who)).map((of) => [of.call.id, Object.values(of.waiting).filter(({ count }) => count.n > 0)])) : new Map<string, Waiting[]>()
  return Promise.all(calls.map(async (call) => {
    const corrected = await correctedCall(house.db, tenant, call)
    const applied = together([...await countByState(house.db, tenant, call.id)].flatMap(([state, count]) => (state === 'started' ? [] : [count])))
    return { call: corrected, phase: phaseOf(corrected, await publicationOf(house.db, tenant, call.id), house.clock()), applied, waiting: waiting.get(call.id) ?? [] }
  }))
}

interface ListProps { readonly lang: Lang; readonly base: string; readonly programme: string; readonly all: number; readonly calls: readonly Line[]; readonly wanted: Wanted; readonly now: Date }

function CallsPage({ lang, base, programme, all, calls, wanted, now }: ListProps): JSX.Element {
  const asked = wanted.query !== '' || wanted.phase !== null
  return (
    <>
      <h1>{say(OFFICE.calls, lang)}</h1>
      {all === 0 && <p>{say(OFFICE.noCalls, lang, { programme })}</p>}
      {(all > AT_A_GLANCE || asked) && (
        <form method="get" action={base} role="search" class="card">
          <Field name="q" type="search" label={say(LIST.search, lang)} hint={say(OFFICE.searchHint, lang)} lang={lang} value={wanted.query} maxLength={80} autocomplete="off" />
          <Select name="phase" label={say(OFFICE.state, lang)} lang={lang} value={wanted.phase ?? ''}
            options={[{ value: '', label: say(OFFICE.any, lang) }, ...PHASES.map((value) => ({ value, label: say(PHASE[value], lang) }))]} />
          <button class="quiet">{say(OFFICE.find, lang)}</button>
        </form>
      )}
      {asked && <p role="status">{say(LIST.found, lang, { n: calls.length, all })} <a href={base}>{say(LIST.all, lang)}</a></p>}
      {calls.map(({ call, phase, applied, waiting }) => (
        <section class="card">
          <h2><a href={`${base}/${call.id}`}>{say(call.title, lang)}</a></h2>
          <p>
            <span class="tag">{say(PHASE[phase], lang)}</span>{' '}
            {phase === 'open' && <span class="quiet-text">{say(LIST.until, lang, { date: moment(new Date(call.closes), lang) })}</span>}
            {phase === 'published' && <span class="quiet-text">{say(LIST.from, lang, { date: moment(new Date(call.opens), lang) })}</span>}
          </p>
          {applied.n > 0 && <p class="quiet-text">{say(LIST.applied, lang, { n: say(shownCount(applied), lang) })}</p>}
          {waiting.length > 0 && <WaitingLines lang={lang} base={base.replace(/\/calls$/, '')} waiting={inOrder(waiting, now)} now={now} />}
        </section>
      ))}
    </>
  )
}
