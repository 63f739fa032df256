import { useMemo, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { meanCost, type PolicyModel } from '../../../../engine/policies.ts'
import { PORT_RULES } from '../../../../engine/world-port.ts'
import { say } from '../../../../lib/text.ts'
import { ScoreBar, type Mark } from '../../bar.tsx'
import { KNOB } from '../../block-words.ts'
import { figureSentence, measured } from '../../figures.ts'
import { figureOf } from '../../kind.ts'
import { BENCH } from '../../workbench/words.ts'
import type { Done } from './carry-out.ts'
import { Curve } from './curve.tsx'
import type { PolicyDesk } from './plug.tsx'
import { WithProgram } from './program-later.tsx'
import { Scene } from './scene.tsx'
import { POLICY } from './words.ts'

interface Props {
  readonly desk: PolicyDesk
  readonly done: Done
}

/** The worst week or day before the metric, at the start and under hers; then the bar, each number with its sentence, and what came out. */
export function PolicyResult({ desk, done }: Props): JSX.Element {
  const { view, data } = desk
  const { lang, sentences, unit } = view
  const { world } = data.instances
  const t = (text: { es: string; en: string }, values = {}) => say(text, lang, values)
  const before = meanCost(Float64Array.from(done.before))
  const goal = figureOf('cost', view.pass.skill, before)
  const top = Math.max(before, done.figure) * 1.1
  const mark = (kind: Mark['kind'], label: string, cost: number): Mark => ({ kind, label, value: cost / top, text: measured(cost, unit, lang) })
  const line = (label: string, sentence: string, cost: number, of: number) => [
    <dt>{label}: {measured(cost, unit, lang)}</dt>, <dd>{figureSentence(sentence, measured(cost, unit, lang), of, lang)}</dd>,
  ]
  const of = done.places.length
  const { failed } = done
  if (failed) return <WithProgram view={view} show={({ Stopped }) => <Stopped view={view} failed={failed} />} />
  const acts = done.model.policy.kind === 'q-table'
  return (
    <div>
      <Worst desk={desk} done={done} />
      <ScoreBar title={t(POLICY.howFar)} marks={[mark('base', t(BENCH.baseline), before), mark('yours', t(BENCH.yours), done.figure), mark('goal', t(BENCH.goal), goal)]} />
      <p class="quiet-text">{t(POLICY.luck[world], { of, hidden: view.pass.of })}</p>
      <h4>{t(BENCH.numbers)}</h4>
      <dl class="pairs">
        {line(t(BENCH.onPractice), plainly(sentences.practice, done, view), done.figure, of)}
        {line(t(BENCH.onLearnt), sentences.learnt, done.learnt, done.learntMany)}
        {line(t(BENCH.baseline), plainly(sentences.baseline, done, view), before, of)}
        {line(t(BENCH.goal), sentences.goal, goal, of)}
      </dl>
      <Curve course={done.course} acts={acts} start={acts ? null : done.learntBefore} unit={unit} lang={lang} />
      {!done.lived && <Found desk={desk} model={done.model} />}
    </div>
  )
}

/** Fills what one waits without any weighing into a sentence: `{wait}` under hers, `{before}` at the start, `{change}` with which way it went. */
function plainly(sentence: string, { wait, waitBefore }: Done, { lang, plain }: PolicyDesk['view']): string {
  const told = (value: number): string => say({ es: plain, en: plain }, lang, { wait: figure(value, lang) })
  const change = say(wait <= waitBefore ? POLICY.less : POLICY.more, lang, { wait: told(Math.abs(waitBefore - wait)) })
  return sentence.replace('{wait}', told(wait)).replace('{before}', told(waitBefore)).replace('{change}', change)
}

function figure(value: number, lang: 'es' | 'en'): string {
  const text = value < 20 ? value.toFixed(1) : value.toFixed(0)
  return lang === 'es' ? text.replace('.', ',') : text
}

/** The pictures of the week or day that costs most under her policy; the next ones can be chosen. */
function Worst({ desk: { view, data }, done }: Props): JSX.Element {
  const { lang } = view
  const { world } = data.instances
  const t = (text: { es: string; en: string }, values = {}) => say(text, lang, values)
  const order = useMemo(() => done.costs.map((_, i) => i).sort((a, b) => done.costs[b]! - done.costs[a]! || a - b), [done])
  const [which, setWhich] = useState(0)
  const at = order[which]!
  const told = (cost: number): string => measured(cost, view.unit, lang)
  const policies = useMemo(() => [
    { title: `${t(POLICY.withStart)}: ${told(done.before[at]!)}`, model: done.start }, { title: `${t(POLICY.withYours)}: ${told(done.costs[at]!)}`, model: done.lived?.[at] ?? done.model },
  ], [done, at])
  return (
    <div class="lab-wrong">
      <h4>{t(POLICY.worst[world])}</h4>
      <p>
        <label for="bench-worst">{t(POLICY.choose)}</label>{' '}
        <select id="bench-worst" value={which} onChange={(e) => setWhich(Number(e.currentTarget.value))}>
          {order.map((i, n) => <option value={n}>{t(POLICY.option, { n: n + 1, cost: told(done.costs[i]!) })}</option>)}
        </select>
      </p>
      <Scene instances={data.instances} place={done.places[at]!} policies={policies} lang={lang} />
    </div>
  )
}

/** Weights or knobs that came out; what Q-learning learnt is a table of hundreds of numbers and shown in its pictures only. */
function Found({ desk: { view }, model: { policy } }: { desk: PolicyDesk; model: PolicyModel }): JSX.Element | null {
  if (policy.kind !== 'scores' && policy.kind !== 'knobs') return null
  const t = (text: { es: string; en: string }) => say(text, view.lang)
  const names = policy.kind === 'scores' ? PORT_RULES : RULE
  const values = policy.kind === 'scores' ? policy.weights : policy.knobs
  return (
    <details>
      <summary>{t(POLICY.found)}</summary>
      {policy.kind === 'scores' && <p>{t(POLICY.foundSays)}</p>}
      <table>
        <thead><tr><th scope="col">{t(BENCH.measure)}</th><th scope="col">{t(POLICY.value)}</th></tr></thead>
        <tbody>{names.map((name, i) => <tr><th scope="row">{t(KNOB[name.replace('-', '_')]!)}</th><td>{number(values[i]!, view.lang)}</td></tr>)}</tbody>
      </table>
    </details>
  )
}

const RULE = ['planned', 'share', 'most', 'lean'] as const

function number(value: number, lang: 'es' | 'en'): string {
  const text = value.toFixed(2).replace(/\.?0+$/, '').replace('-', '−')
  return lang === 'es' ? text.replace('.', ',') : text
}
