import type { JSX } from 'preact'
import { clusterRows, portraits } from '../../../../engine/clusters.ts'
import { say, type Lang } from '../../../../lib/text.ts'
import { ScoreBar } from '../../bar.tsx'
import { figureSentence, outOfHundred } from '../../figures.ts'
import { BENCH } from '../../workbench/words.ts'
import type { Done } from './carry-out.ts'
import { Elbow } from './elbow.tsx'
import { Key, colourOf, letterOf } from './markers.tsx'
import type { ClusterDesk } from './plug.tsx'
import { Scatter } from './scatter.tsx'
import { GROUPS } from './words.ts'

interface Props {
  readonly desk: ClusterDesk
  readonly done: Done
}

/** Who is who first; then the drawing, the elbow, and whether the groups come again. Nobody here knows the true ones. */
export function ClustersResult({ desk, done }: Props): JSX.Element {
  const { view } = desk
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const line = (label: string, sentence: string, value: number, of: number) => [
    <dt>{label}: {outOfHundred(value, view.lang)}</dt>, <dd>{figureSentence(sentence, outOfHundred(value, view.lang), of, view.lang)}</dd>,
  ]
  return (
    <div>
      <Portraits desk={desk} done={done} />
      <h4>{t(GROUPS.where)}</h4>
      <Scatter desk={desk} id="result" found={done.found} clusters={done.clusters} />
      <Elbow view={view} elbow={done.elbow} clusters={done.clusters} />
      <ScoreBar title={t(GROUPS.again)} marks={([['base', BENCH.baseline, done.baseline], ['yours', BENCH.yours, done.figure]] as const).map(([kind, label, value]) => (
        { kind, label: t(label), value: Math.max(0, value), text: outOfHundred(value, view.lang) }
      ))} />
      <p class="card" role="note">{t(GROUPS.againSays)}</p>
      <h4>{t(BENCH.numbers)}</h4>
      <dl class="pairs">
        {line(t(BENCH.onPractice), view.sentences.practice, done.figure, done.practiceRows)}
        {line(t(BENCH.onLearnt), view.sentences.learnt, done.learnt, done.places.length)}
      </dl>
    </div>
  )
}

/** The one in the middle of each group, with a bar in each cell that compares the groups. */
function Portraits({ desk: { view, table }, done }: Props): JSX.Element {
  const all = portraits(clusterRows(table, Int32Array.from(done.places)), done.found, done.clusters)
  const most = view.columns.map((_, c) => Math.max(1e-9, ...all.map((p) => p.middle[c]!)))
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <div>
      <h4>{t(GROUPS.portraits)}</h4>
      <p>{t(GROUPS.portraitsSays)}</p>
      <div class="scroll" tabIndex={0} role="region" aria-label={t(GROUPS.portraits)}>
        <table class="lab-sample">
          <thead><tr><th scope="col">{t(GROUPS.group, { letter: '' })}</th><th scope="col">{t(GROUPS.size)}</th>{view.columns.map((c) => <th scope="col">{c.name}</th>)}</tr></thead>
          <tbody>
            {all.map((p, g) => (
              <tr>
                <th scope="row"><Key group={g} /> {letterOf(g)}</th><td>{p.size}</td>
                {Array.from(p.middle, (v, c) => <td>{count(v, view.lang)}<br /><Bar part={v / most[c]!} colour={colourOf(g)} /></td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

const count = (value: number, lang: Lang): string => new Intl.NumberFormat(lang === 'es' ? 'es-PE' : 'en-GB').format(value)

function Bar({ part, colour }: { part: number; colour: string }): JSX.Element {
  return <svg width="70" height="6" viewBox="0 0 70 6" aria-hidden="true" focusable="false"><rect class="track" width="70" height="6" /><rect width={Math.max(1, 70 * part)} height="6" fill={colour} /></svg>
}
