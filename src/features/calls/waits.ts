import { sql } from 'kysely'
import type { House, StaffWho, Waiting, Waits } from '../../feature.ts'
import { countedWith, NONE, together } from '../../lib/counted.ts'
import { say, type Text } from '../../lib/text.ts'
import { holds, organisationOf } from '../../web/who.ts'
import { programmeOf, type Call } from '../programmes/index.ts'
import { callsDecided } from './entity.ts'
import { publicationsIn } from './publication.ts'
import { IN_CALLS, WAITS } from './waits-words.ts'

/** Applications to decide, remarks whose time is over and appeals of calls whose results are not firm: of one call with its title, of several together. */
export const waits: Waits = async (house, tenant, who) => {
  const found = await waitsByCall(house, tenant, who)
  return KINDS.flatMap((kind) => {
    const own = found.flatMap(({ call, waiting }) => [{ call, one: waiting[kind] }]).filter(({ one }) => one.count.n > 0)
    const [first] = own
    if (!first) return []
    return [own.length === 1 ? { ...first.one, text: each(first.one.text, (text) => titled(text, first.call.title)) } : severalCalls(own.map(({ one }) => one))]
  })
}

const KINDS = ['appeals', 'late', 'decide', 'score'] as const
type Titled = Pick<Call, 'id' | 'title' | 'selection'>

/** The same call by call, for the list of calls; nobody else's than hers to decide. */
export async function waitsByCall(house: House, tenant: string, who: StaffWho): Promise<{ call: Titled; waiting: Record<(typeof KINDS)[number], Waiting> }[]> {
  if (!holds(who, tenant, ['executor'])) return []
  const running = new Set((await publicationsIn(house.db, tenant)).filter(({ final }) => final === null).map(({ call }) => call))
  const calls = (programmeOf(house, tenant)?.calls ?? []).filter(({ id }) => running.has(id))
  const own = await callsDecided(house, tenant, organisationOf(who, tenant, ['executor']), calls)
  return Promise.all(own.map(async (call) => {
    const [decide, overdue, score, open] = await Promise.all([toDecide(house, tenant, call), late(house, tenant, call), toScore(house, tenant, call), appeals(house, tenant, call, who.staff)])
    return { call, waiting: { decide, late: overdue, score, appeals: open } }
  }))
}

function severalCalls(own: readonly Waiting[]): Waiting {
  const text = each(own[0]?.text ?? WAITS.decide, (what) => fill(IN_CALLS, { calls: own.length }, what))
  const earliest = (times: readonly (Date | null | undefined)[]): Date | null => times.filter((at) => at instanceof Date).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null
  return { text, count: together(own.map(({ count }) => count)), path: 'calls', since: earliest(own.map(({ since }) => since)), due: earliest(own.map(({ due }) => due)) }
}

const each = ({ one, many }: Waiting['text'], of: (text: Text) => Text): Waiting['text'] => ({ one: of(one), many: of(many) })
const titled = (text: Text, title: Text): Text => ({ es: `${title.es}: ${text.es}`, en: `${title.en}: ${text.en}` })
/** `what` keeps its {n} for whoever shows the count. */
const fill = (text: Text, values: Record<string, number>, what: Text): Text => ({ es: say(text, 'es', { ...values, what: what.es }), en: say(text, 'en', { ...values, what: what.en }) })

async function toDecide({ db }: House, tenant: string, call: Titled): Promise<Waiting> {
  const inState = (state: string) => sql`from application where tenant = ${tenant} and call = ${call.id} and state = ${state}`
  // Oldest by the beginning of the application, which stands in the index; told is since when it waits for us.
  const oldest = (state: string, since: string) => sql`(select ${sql.ref(since)} ${inState(state)} order by started, expediente limit 1)`
  const { first, ...count } = await countedWith(db, sql`from application where tenant = ${tenant} and call = ${call.id} and state in ('sent', 'corrected')`,
    sql<{ since: Date }>`select least(${oldest('sent', 'sent')}, ${oldest('corrected', 'since')}) as since`)
  return { text: WAITS.decide, count, path: `calls/${call.id}/applications?state=to-decide`, since: first?.since ?? null }
}

async function late({ db, clock }: House, tenant: string, call: Titled): Promise<Waiting> {
  const over = sql`from application where tenant = ${tenant} and call = ${call.id} and state = 'returned' and until < ${clock()}`
  const { first, ...count } = await countedWith(db, over, sql<{ until: Date }>`select until ${over} order by until limit 1`)
  return { text: WAITS.late, count, path: `calls/${call.id}/applications?state=late`, since: first?.until ?? null }
}

/** Where points decide, somebody gives them: as many as people can judge, so this looks at each that is eligible. */
async function toScore({ db }: House, tenant: string, { id, selection }: Titled): Promise<Waiting> {
  const path = `calls/${id}/applications?state=unscored`
  if (selection.kind !== 'score') return { text: WAITS.score, count: NONE, path }
  const rows = sql`from application where tenant = ${tenant} and call = ${id} and state = 'eligible' and points is null`
  const { first, ...count } = await countedWith(db, rows, sql<{ since: Date }>`select since ${rows} order by started, expediente limit 1`)
  return { text: WAITS.score, count, path, since: first?.since ?? null }
}

/** Whoever decided answers no appeal against it. */
async function appeals({ db }: House, tenant: string, call: Titled, me: string): Promise<Waiting> {
  const open = sql`from application where tenant = ${tenant} and call = ${call.id} and appeal = 'open' and decided_by is distinct from ${me} and scored_by is distinct from ${me}`
  const { first, ...count } = await countedWith(db, open, sql<{ appealed: Date; appeal_due: Date }>`select appealed, appeal_due ${open} order by appeal_due limit 1`)
  return { text: WAITS.appeals, count, path: `calls/${call.id}/appeals`, since: first?.appealed ?? null, due: first?.appeal_due ?? null }
}
