import type { Ctx, Route } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { say, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { notForYou, organisationOf, staff } from '../../web/who.ts'
import { keepApart, pairById, PAIR_STATES, pairsOf, reopenPair, SIGNS, type Pair } from './duplicates.ts'
import { DuplicatesPage, isApartReason, type OpenedPair, type Side } from './duplicates-page.tsx'
import { PAIRS } from './duplicates-words.ts'
import { identityOf } from './identity.ts'
import { REFUSED } from './identity-words.ts'
import { mergePersons, splitPersons } from './merging.ts'
import { claimsOf, profilesOf } from './persons.ts'
import { formOf, textOf } from './reading-forms.ts'
import { staffNames } from './staff.ts'
import { MERGE_REASONS, SPLIT_REASONS } from './statements.ts'

const AT = '/office/:programme/people/duplicates'
const ON_A_PAGE = 10

/** The queue in which a person merges two records or keeps them apart. */
export const duplicatesRoutes: readonly Route[] = [
  { method: 'GET', path: AT, handle: (c) => showPairs(c) },
  { method: 'POST', path: `${AT}/:pair/merge`, handle: (c) => decide(c, mergePair, 'merged') },
  { method: 'POST', path: `${AT}/:pair/apart`, handle: (c) => decide(c, apartPair, 'apart') },
  { method: 'POST', path: `${AT}/:pair/undo`, handle: (c) => decide(c, undoPair, 'undone') },
]

const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
const baseOf = (c: Ctx): string => `/office/${encodeURIComponent(tenantOf(c))}/people`
const DONE: Readonly<Record<string, Text>> = { merged: PAIRS.doneMerged, apart: PAIRS.doneApart, undone: PAIRS.doneUndone }

async function showPairs(c: Ctx, refused?: { readonly status: number; readonly refusal: Text }): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  // A pair may be of two entities: only who coordinates the programme sees both sides.
  if (organisationOf(c.var.who, tenant, ['executor']) !== null) throw notForYou()
  const state = PAIR_STATES.find((s) => s === c.req.query('state')) ?? 'open'
  const sign = SIGNS.find((s) => s === c.req.query('sign')) ?? null
  const after = readAfter(c.req.query('after') ?? '')
  const found = await pairsOf(house.db, tenant, { state, sign, after, limit: ON_A_PAGE + 1 })
  const shown = found.slice(0, ON_A_PAGE)
  const last = shown.at(-1)
  const next = found.length > ON_A_PAGE && last ? `${baseOf(c)}/duplicates?state=${state}&sign=${sign ?? ''}&after=${last.found.getTime()}_${last.id}` : null
  const done = c.req.method === 'GET' ? DONE[c.req.query('done') ?? ''] : undefined
  return page(c, {
    title: say(PAIRS.title, lang), status: refused?.status ?? 200,
    main: <DuplicatesPage lang={lang} base={baseOf(c)} state={state} sign={sign} pairs={await opened(c, shown)} next={next} later={after !== null} done={done} refusal={refused?.refusal} />,
  })
}

function readAfter(text: string): { found: Date; id: string } | null {
  const parts = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text)
  return parts ? { found: new Date(Number(parts[1])), id: parts[2] ?? '' } : null
}

/** Both records of each pair of a page. */
async function opened(c: Ctx, pairs: readonly Pair[]): Promise<OpenedPair[]> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const persons = pairs.flatMap((p) => [p.one.person, p.other.person])
  const [profiles, names] = await Promise.all([profilesOf(house, house.db, persons), staffNames(house.db, pairs.flatMap((p) => p.decidedBy ?? []))])
  const entered = persons.length === 0 ? [] : await house.db.selectFrom('agent').select(['agent', 'entered']).where('tenant', '=', tenant).where('person', 'in', persons).execute()
  const side = async ({ person, agent }: Pair['one']): Promise<Side> => ({
    agent, profile: profiles.get(person) ?? null, claims: await claimsOf(house, house.db, person), identity: await identityOf(house.db, tenant, agent),
    since: entered.find((e) => e.agent === agent)?.entered ?? null,
  })
  return Promise.all(pairs.map(async (pair) => {
    const [one, other] = [await side(pair.one), await side(pair.other)]
    return { pair, one, other, stays: staysOf(one, other).agent, decidedBy: names.get(pair.decidedBy ?? '') ?? '' }
  }))
}

function staysOf(one: Side, other: Side): Side {
  if ((one.identity.level !== null) !== (other.identity.level !== null)) return one.identity.level === null ? other : one
  return (one.since?.getTime() ?? 0) <= (other.since?.getTime() ?? 0) ? one : other
}

/** Decides about the pair of the address and goes back to the queue; a refusal is told there. */
async function decide(c: Ctx, work: (c: Ctx, pair: Pair, form: FormData) => Promise<void>, done: string): Promise<Response> {
  const pair = await pairById(c.var.house.db, tenantOf(c), c.req.param('pair') ?? '')
  if (!pair) throw new Problem(404, 'no-such-pair', REFUSED.noSuchPair)
  const form = c.req.header('content-type') ? await formOf(c) : new FormData()
  try {
    await work(c, pair, form)
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404) throw error
    return showPairs(c, { status: error.status, refusal: error.sentence })
  }
  return c.redirect(`${baseOf(c)}/duplicates?done=${done}`, 303)
}

const who = (c: Ctx): ReturnType<typeof staff> => staff(c, tenantOf(c), 'executor')

async function mergePair(c: Ctx, pair: Pair, form: FormData): Promise<void> {
  const reason = MERGE_REASONS.find((r) => r === textOf(form, 'reason'))
  if (!reason) throw new Problem(422, 'no-reason', REFUSED.chooseReason)
  const root = [pair.one, pair.other].find((side) => side.agent === textOf(form, 'root'))
  if (!root) throw new Problem(422, 'no-root', PAIRS.pickOne)
  if (pair.state !== 'open') throw new Problem(409, 'decided-already', REFUSED.decidedAlready)
  await mergePersons(c.var.house, who(c), (root === pair.one ? pair.other : pair.one).person, root.person, reason)
}

async function apartPair(c: Ctx, pair: Pair, form: FormData): Promise<void> {
  const reason = textOf(form, 'reason')
  if (!isApartReason(reason)) throw new Problem(422, 'no-reason', REFUSED.chooseReason)
  await keepApart(c.var.house, tenantOf(c), pair, reason, who(c).staff)
}

async function undoPair(c: Ctx, pair: Pair, form: FormData): Promise<void> {
  if (pair.state === 'open') throw new Problem(409, 'decided-already', REFUSED.decidedAlready)
  if (pair.state === 'apart') return reopenPair(c.var.house, tenantOf(c), pair, who(c).staff)
  const reason = SPLIT_REASONS.find((r) => r === textOf(form, 'reason'))
  if (!reason) throw new Problem(422, 'no-reason', REFUSED.chooseReason)
  const merged = pair.mergedPerson ?? pair.one.person
  await splitPersons(c.var.house, who(c), merged, merged === pair.one.person ? pair.other.person : pair.one.person, reason)
}
