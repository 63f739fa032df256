import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { Select } from '../../web/form.tsx'
import type { Programme } from '../programmes/index.ts'
import { releaseName } from '../releases/index.ts'
import type { ParallelCount } from './parallel.ts'
import { LEVEL_NAMES, PARALLEL } from './parallel-words.ts'
import { moment, number } from './shown.ts'
import { VersionsBlock } from './versions-block.tsx'

/** Both counts of each cut that was asked for, for anybody: what a proposal would change. */
export function ParallelPage({ programme, counts, lang }: { programme: Programme; counts: readonly ParallelCount[]; lang: Lang }): JSX.Element {
  return (
    <>
      <h1>{say(PARALLEL.title, lang)}</h1>
      <p>{say(programme.title, lang)}</p>
      <p>{say(PARALLEL.intro, lang)}</p>
      <p class="card">{say(PARALLEL.onlyTried, lang)}</p>
      {counts.length === 0 && <p>{say(PARALLEL.none, lang)}</p>}
      {counts.map((count) => <One programme={programme} count={count} lang={lang} />)}
      <p><a href={`/p/${programme.id}`}>{say(PARALLEL.back, lang)}</a></p>
    </>
  )
}

function One({ programme, count, lang }: { programme: Programme; count: ParallelCount; lang: Lang }): JSX.Element {
  const [before, after] = [count.in_force, count.proposed].map((hash) => programme.rules.find((r) => r.hash === hash))
  const names = { cut: releaseName(count), before: before?.version ?? count.in_force.slice(0, 12), after: count.version }
  return (
    <section>
      <h2>{say(PARALLEL.one, lang, names)}</h2>
      {count.levels ? <Levels levels={count.levels} before={names.before} after={names.after} lang={lang} /> : <p role="status">{say(PARALLEL.counting, lang)}</p>}
      {count.done && <p class="quiet-text">{say(PARALLEL.position, lang, { pos: number(count.pos, lang), time: moment(count.done, lang) })}</p>}
      {before && after && <VersionsBlock before={before} after={after} lang={lang} />}
      <dl>
        <dt>{say(PARALLEL.hashes, lang)}</dt>
        <dd class="mono">{names.before}: {count.in_force}</dd>
        <dd class="mono">{names.after}: {count.proposed}</dd>
      </dl>
      <p><a href={`/p/${programme.id}/releases/${names.cut}`}>{say(PARALLEL.seeCut, lang, names)}</a></p>
    </section>
  )
}

function Levels({ levels, before, after, lang }: { levels: NonNullable<ParallelCount['levels']>; before: string; after: string; lang: Lang }): JSX.Element {
  const head = [say(PARALLEL.under, lang, { version: before }), say(PARALLEL.under, lang, { version: after }), say(PARALLEL.only, lang, { version: before }), say(PARALLEL.only, lang, { version: after })]
  return (
    <div class="scroll" tabindex={0} role="group" aria-label={say(PARALLEL.title, lang)}>
      <table>
        <thead><tr><th scope="col">{say(PARALLEL.level, lang)}</th>{head.map((h) => <th scope="col" class="count">{h}</th>)}</tr></thead>
        <tbody>
          {levels.map((l, i) => {
            const name = LEVEL_NAMES[i]
            return (
              <tr>
                <th scope="row">{name && say(name, lang)}</th>
                {[l.inForce, l.proposed, l.onlyInForce, l.onlyProposed].map((n) => <td class="count">{number(n, lang)}</td>)}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** On the office's page of the rule: an owner chooses a proposal and the cut that it is tried on. */
export function AskParallel({ programme, proposals, cuts, lang }: { programme: Programme; proposals: readonly string[]; cuts: readonly string[]; lang: Lang }): JSX.Element {
  if (cuts.length === 0) return <p class="quiet-text">{say(PARALLEL.noCuts, lang)}</p>
  const options = (values: readonly string[]) => values.map((value) => ({ value, label: value }))
  return (
    <form method="post" action={`/office/${programme.id}/parallel`} class="card">
      <Select name="version" label={say(PARALLEL.version, lang)} lang={lang} options={options(proposals)} />
      <Select name="cut" label={say(PARALLEL.cut, lang)} hint={say(PARALLEL.askHint, lang)} lang={lang} options={options(cuts)} />
      <button>{say(PARALLEL.ask, lang)}</button>
    </form>
  )
}
