import { sql, type ColumnType, type Selectable } from 'kysely'
import { counted, type Counted } from '../../lib/counted.ts'
import type { Db } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { agentId, readExt } from '../../record/statement.ts'
import { activityName } from '../programmes/index.ts'
import { LOTTERY_FORMAT, LOTTERY_FORMAT_2, type Frozen } from './lottery.ts'
import { CALL_VERB } from './statements.ts'

interface LotteryRoundTable {
  tenant: string
  call: string
  round: number
  bases: string
  expedientes: ColumnType<string[], string[], never>
  /** Beside each file number the quota that it counts for, '' for none, and its points; null in a list without either. */
  quotas: ColumnType<string[] | null, string[] | null, never>
  points: ColumnType<number[] | null, number[] | null, never>
  frozen: Date
  frozen_by: string
  value: string | null
  source: string | null
  seed: string | null
  places: number | null
  /** "group-women 10": what was reserved in this draw. */
  reserved: string[] | null
  drawn: Date | null
  drawn_by: string | null
}
export type LotteryRound = Selectable<LotteryRoundTable>
/** A round whose value is known and whose order stands. */
export type DrawnRound = LotteryRound & { value: string; source: string; seed: string; places: number; drawn: Date }

declare module '../../lib/database.ts' {
  interface Tables { lottery_round: LotteryRoundTable }
}

/** One row a round of a call's lottery: the list as it was frozen, then what was drawn. Ordered by the call's scope. */
export const lotteryRound: Inline = {
  kind: 'inline',
  table: 'lottery_round',
  version: 2,
  columns: `tenant text not null, call text not null, round int not null, bases text not null, expedientes text[] not null, quotas text[], points int[],
    frozen timestamptz not null, frozen_by text not null, value text, source text, seed text, places int, reserved text[], drawn timestamptz, drawn_by text,
    primary key (tenant, call, round)`,
  verbs: [CALL_VERB.frozen, CALL_VERB.drawn],
  authorities: ['command'],
  apply: async (tx, s) => {
    const call = activityName(s.object)
    const by = agentId(s.statement.actor) ?? ''
    const round = Number(readExt(s.statement, 'round'))
    if (s.verb === CALL_VERB.frozen) {
      // Written by listFrozen: an array of file numbers.
      const expedientes = readExt(s.statement, 'expedientes') as string[]
      // Arrays beside it, or absent.
      const [quotas, points] = [readExt(s.statement, 'quotas') as string[] | undefined, readExt(s.statement, 'points') as number[] | undefined]
      await tx.insertInto('lottery_round').values({
        tenant: s.tenant, call, round, bases: String(readExt(s.statement, 'bases')), expedientes, quotas: quotas ?? null, points: points ?? null, frozen: s.happened, frozen_by: by,
        value: null, source: null, seed: null, places: null, reserved: null, drawn: null, drawn_by: null,
      }).onConflict((oc) => oc.columns(['tenant', 'call', 'round']).doNothing()).execute()
      return
    }
    await tx.updateTable('lottery_round').set({
      value: String(readExt(s.statement, 'value')), source: String(readExt(s.statement, 'source')), seed: String(readExt(s.statement, 'seed')),
      places: Number(readExt(s.statement, 'places')),
      // Written by drawLottery: an array of texts, or absent.
      reserved: (readExt(s.statement, 'reserved') as string[] | undefined) ?? null, drawn: s.happened, drawn_by: by,
    }).where('tenant', '=', s.tenant).where('call', '=', call).where('round', '=', round).where('drawn', 'is', null).execute()
  },
}

const COLUMNS = [
  'tenant', 'call', 'round', 'bases', 'expedientes', 'quotas', 'points', 'frozen', 'frozen_by', 'value', 'source', 'seed', 'places', 'reserved', 'drawn', 'drawn_by',
] as const

/** Every round of a call, first to last. */
export async function roundsOf(db: Db, tenant: string, call: string): Promise<LotteryRound[]> {
  return db.selectFrom('lottery_round').select(COLUMNS).where('tenant', '=', tenant).where('call', '=', call).orderBy('round').execute()
}

/** A round without its list, which may have a country's file numbers; `listed`: how many there are. */
export type RoundHead = Omit<LotteryRound, 'expedientes' | 'quotas' | 'points'> & { readonly listed: number }

export async function roundHeadsOf(db: Db, tenant: string, call: string): Promise<RoundHead[]> {
  const columns = COLUMNS.filter((column) => column !== 'expedientes' && column !== 'quotas' && column !== 'points')
  return db.selectFrom('lottery_round').select([...columns, sql<number>`cardinality(expedientes)`.as('listed')]).where('tenant', '=', tenant).where('call', '=', call).orderBy('round').execute()
}

/** How many of a call are eligible and in no list yet. */
export async function readyCount(db: Db, tenant: string, call: string): Promise<Counted> {
  return counted(db, sql`from application a where a.tenant = ${tenant} and a.call = ${call} and a.state = 'eligible'
    and not exists (select from lottery_round r, unnest(r.expedientes) as l(expediente) where r.tenant = ${tenant} and r.call = ${call} and l.expediente = a.expediente)`)
}

/** The closed list as the draw reads it. */
export function frozenOf(round: LotteryRound): Frozen {
  const { tenant, call, expedientes, quotas, points } = round
  return {
    programme: tenant, call, round: round.round, bases: round.bases, format: quotas || points ? LOTTERY_FORMAT_2 : LOTTERY_FORMAT,
    entries: expedientes.map((expediente, i) => ({ expediente, quota: quotas?.[i] || null, points: points?.[i] ?? 0 })),
  }
}

export function isDrawn<R extends Pick<LotteryRound, 'drawn'>>(round: R): round is R & Pick<DrawnRound, 'value' | 'source' | 'seed' | 'places' | 'drawn'> {
  return round.drawn !== null
}
