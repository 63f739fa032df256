import { sql } from 'kysely'
import type { House, Waiting, Waits } from '../../feature.ts'
import { countedWith } from '../../lib/counted.ts'
import type { Text } from '../../lib/text.ts'
import { holds, organisationOf } from '../../web/who.ts'
import { programmeOf } from '../programmes/index.ts'
import { callsDecided } from './entity.ts'
import { publicationsIn } from './publication.ts'
import { WAITS } from './waits-words.ts'

/** Applications to decide, remarks whose time is over and appeals, call by call, of calls whose results are not firm. */
export const waits: Waits = async (house, tenant, who) => {
  if (!holds(who, tenant, ['executor'])) return []
  const running = new Set((await publicationsIn(house.db, tenant)).filter(({ final }) => final === null).map(({ call }) => call))
  const calls = (programmeOf(house, tenant)?.calls ?? []).filter(({ id }) => running.has(id))
  const own = await callsDecided(house, tenant, organisationOf(who, tenant, ['executor']), calls)
  return Promise.all(own.flatMap((call) => [toDecide(house, tenant, call), late(house, tenant, call), appeals(house, tenant, call, who.staff)]))
}

interface Titled { readonly id: string; readonly title: Text }

/** The sentences with the call's title in them; {n} stays for whoever shows the count. */
function of({ title }: Titled, { one, many }: Waiting['text']): Waiting['text'] {
  const named = (text: Text): Text => ({ es: text.es.replace('{call}', () => title.es), en: text.en.replace('{call}', () => title.en) })
  return { one: named(one), many: named(many) }
}

async function toDecide({ db }: House, tenant: string, call: Titled): Promise<Waiting> {
  const inState = (state: string) => sql`from application where tenant = ${tenant} and call = ${call.id} and state = ${state}`
  // Oldest by the beginning of the application, which stands in the index; told is since when it waits for us.
  const oldest = (state: string, since: string) => sql`(select ${sql.ref(since)} ${inState(state)} order by started, expediente limit 1)`
  const { first, ...count } = await countedWith(db, sql`from application where tenant = ${tenant} and call = ${call.id} and state in ('sent', 'corrected')`,
    sql<{ since: Date }>`select least(${oldest('sent', 'sent')}, ${oldest('corrected', 'since')}) as since`)
  return { text: of(call, WAITS.decide), count, path: `calls/${call.id}/applications?state=to-decide`, since: first?.since ?? null }
}

async function late({ db, clock }: House, tenant: string, call: Titled): Promise<Waiting> {
  const over = sql`from application where tenant = ${tenant} and call = ${call.id} and state = 'returned' and until < ${clock()}`
  const { first, ...count } = await countedWith(db, over, sql<{ until: Date }>`select until ${over} order by until limit 1`)
  return { text: of(call, WAITS.late), count, path: `calls/${call.id}/applications?state=late`, since: first?.until ?? null }
}

/** Whoever decided answers no appeal against it. */
async function appeals({ db }: House, tenant: string, call: Titled, me: string): Promise<Waiting> {
  const open = sql`from application where tenant = ${tenant} and call = ${call.id} and appeal = 'open' and decided_by is distinct from ${me} and scored_by is distinct from ${me}`
  const { first, ...count } = await countedWith(db, open, sql<{ appealed: Date; appeal_due: Date }>`select appealed, appeal_due ${open} order by appeal_due limit 1`)
  return { text: of(call, WAITS.appeals), count, path: `calls/${call.id}/appeals`, since: first?.appealed ?? null, due: first?.appeal_due ?? null }
}
