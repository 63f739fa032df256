import type { JSX } from 'preact'
import type { Db } from '../../lib/database.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Bars } from '../../web/charts/bars.tsx'
import { decimal, share, whole } from '../../web/charts/figure.tsx'
import { organisationsOf } from '../programmes/index.ts'
import { NO_ENTITY, SEVERAL, type EntityRow } from './entities.ts'
import { ENTITY_WORDS as WORDS } from './words.ts'

export interface NamedEntity extends EntityRow { readonly name: string }

/** What people call each entity of a programme, and the two rows that are none; who is not on record keeps its id. */
export async function entityNames(db: Db, tenant: string, lang: Lang): Promise<(entity: string) => string> {
  const names = new Map([...(await organisationsOf(db, tenant)).map((o) => [o.id, o.name] as const), [NO_ENTITY, say(WORDS.programme, lang)], [SEVERAL, say(WORDS.several, lang)]])
  return (entity) => names.get(entity) ?? entity
}

/** K7 by entity: rows of enrolment, the persons behind them, what its closing minutes claim and who counts. `own`: only one entity's own row. */
export function Entities({ rows, own, lang }: { rows: readonly NamedEntity[]; own: boolean; lang: Lang }): JSX.Element {
  const count = (n: number | null): string => (n === null ? '–' : whole(n, lang))
  const without = (below: number | null, persons: number): string => (below ? share(Math.max(0, 1 - persons / below), lang) : '–')
  const times = (n: number | null, of: number): string => (n === null || of === 0 ? '–' : decimal(n / of, lang))
  const head = [WORDS.entity, WORDS.enrolments, WORDS.persons, WORDS.duplicates, WORDS.shared, WORDS.counts, WORDS.claimed, WORDS.unbacked, WORDS.gap].map((word) => say(word, lang))
  return (
    <Bars id="entities" title={say(own ? WORDS.ownTitle : WORDS.title, lang)} lang={lang} note={say(own ? WORDS.ownNote : WORDS.note, lang)}
      groups={rows.map((r) => ({
        name: r.name,
        bars: [
          { name: say(WORDS.claimed, lang), value: r.claimed }, { name: say(WORDS.enrolments, lang), value: r.enrolments },
          { name: say(WORDS.persons, lang), value: r.persons }, { name: say(WORDS.counts, lang), value: r.counts },
        ],
      }))}
      twin={{
        head,
        rows: rows.map((r) => [
          r.name, count(r.enrolments), count(r.persons), without(r.enrolments, r.persons), r.entity === SEVERAL ? '–' : count(r.shared), count(r.counts),
          count(r.claimed), without(r.claimed, r.persons + r.shared), times(r.claimed, r.counts + r.sharedCounts),
        ]),
      }} />
  )
}
