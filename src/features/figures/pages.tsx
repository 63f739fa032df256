import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { decimal, hundredths, share, whole } from '../../web/charts/figure.tsx'
import { Funnel } from '../../web/charts/funnel.tsx'
import { HeatMap, type HeatRow } from '../../web/charts/heat.tsx'
import { LineChart } from '../../web/charts/line.tsx'
import type { SignedRule } from '../programmes/index.ts'
import { ofTutors, personValue, type Definition } from './definitions.ts'
import type { Live } from './live.ts'
import { monthly, STEPS, type Beside, type Figure } from './read.ts'
import { STEP_NAMES, WORDS } from './words.ts'

export interface Line { readonly definition: Definition; readonly figure: Figure }

export interface FiguresView {
  readonly base: string
  readonly live: Live
  readonly lines: readonly Line[]
  readonly target: number
  /** Last day of the target, where it is known. */
  readonly due: string | null
  readonly sections: readonly HeatRow[]
  readonly own: boolean
  readonly findings: number
  readonly lang: Lang
}

const stepName = (value: (typeof STEPS)[number], lang: Lang): string => say(STEP_NAMES[value] ?? WORDS.figure, lang)

export function FiguresPage({ base, live, lines, target, due, sections, own, findings, lang }: FiguresView): JSX.Element {
  const funnel = lines.find((l) => l.figure.kind === 'steps')?.figure
  return (
    <>
      <h1>{say(WORDS.title, lang)}</h1>
      <p>{say(WORDS.intro, lang)}</p>
      <Read live={live} lang={lang} />
      {live.rule && <LineChart id="progress" title={say(WORDS.progress, lang)} points={monthly(live.values)} target={target} due={due} lang={lang} />}
      {funnel?.kind === 'steps' && <Funnel id="way" title={say(WORDS.way, lang)} lang={lang} steps={funnel.steps.map((s) => ({ name: stepName(s.value, lang), value: s.n }))} />}
      {live.rule && <HeatMap id="sections" title={say(own ? WORDS.mySections : WORDS.sections, lang)} columns={STEPS.slice(3).map((s) => stepName(s, lang))} rows={sections} lang={lang} />}
      <h2>{say(WORDS.all, lang)}</h2>
      <div class="scroll" tabindex={0} role="group" aria-label={say(WORDS.all, lang)}>
        <table>
          <thead><tr><th scope="col">{say(WORDS.figure, lang)}</th><th scope="col">{say(WORDS.now, lang)}</th></tr></thead>
          <tbody>
            {lines.map(({ definition, figure }) => (
              <tr>
                <th scope="row"><a href={`${base}/${definition.id}`}>{definition.id.toUpperCase()} · {say(definition.title, lang)}</a></th>
                <td><Shown figure={figure} lang={lang} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>{say(WORDS.findings, lang)}</h2>
      <p>{findings > 0 ? say(WORDS.finding, lang, { n: whole(findings, lang) }) : say(WORDS.noFindings, lang)}</p>
      {findings > 0 && <p><a href={`${base}/findings/evidence`}>{say(WORDS.findingsList, lang)}</a></p>}
    </>
  )
}

function Read({ live, lang }: { live: Live; lang: Lang }): JSX.Element {
  if (!live.rule) return <p class="card">{say(WORDS.noRule, lang)}</p>
  return (
    <p class="quiet-text">
      {say(WORDS.position, lang, { pos: whole(live.pos, lang), version: live.rule.version })} {live.behind > 0 && say(WORDS.behind, lang, { n: whole(live.behind, lang) })}
    </p>
  )
}

/** The figure with what it is made of; a share never without its two numbers. */
export function Shown({ figure, lang }: { figure: Figure; lang: Lang }): JSX.Element {
  switch (figure.kind) {
    case 'count': return <strong>{whole(figure.n, lang)}</strong>
    case 'share': return <><strong>{share(figure.share, lang)}</strong> <span class="quiet-text">{say(WORDS.pairs, lang, { n: whole(figure.numerator, lang), m: whole(figure.denominator, lang) })}</span></>
    case 'ratio': return <><strong>{decimal(figure.ratio, lang)}</strong> <span class="quiet-text">{say(WORDS.pairs, lang, { n: whole(figure.numerator, lang), m: whole(figure.denominator, lang) })}</span></>
    case 'empty': return <span class="quiet-text">{say(figure.why ?? WORDS.empty, lang)}</span>
    case 'steps': return <strong>{say(WORDS.pairs, lang, { n: whole(figure.steps.at(-1)?.n ?? 0, lang), m: whole(figure.steps[0]?.n ?? 0, lang) })}</strong>
    case 'none': return <span class="quiet-text">{say(figure.why === 'cut' ? WORDS.inCut : figure.why === 'few' ? WORDS.fewTutors : WORDS.none, lang)}</span>
  }
}

export interface FigureView {
  readonly base: string
  readonly definition: Definition
  readonly figure: Figure
  readonly rule: SignedRule | null
  /** Of K6: how many of those who left have a cause on record. */
  readonly note: string | null
  readonly beside: readonly Beside[]
  /** The figure divided, drawn with its table; null: this one is not, or not for her. */
  readonly parts: JSX.Element | null
  readonly mayDrill: boolean
  readonly lang: Lang
}

export function FigurePage({ base, definition, figure, rule, note, beside, parts, mayDrill, lang }: FigureView): JSX.Element {
  const rows: (readonly [string, string])[] = [
    [say(WORDS.definition, lang), say(definition.definition, lang)],
    [say(WORDS.numerator, lang), say(definition.numerator, lang)],
    [say(WORDS.denominator, lang), definition.denominator ? say(definition.denominator, lang) : '–'],
    [say(WORDS.filters, lang), say(definition.filters, lang)],
    [say(WORDS.missing, lang), say(definition.missing, lang)],
    [say(WORDS.rule, lang), definition.rule === 'none' ? say(WORDS.ruleNone, lang) : rule ? `${rule.version} · ${rule.hash}` : say(WORDS.noRule, lang)],
    [say(WORDS.file, lang), `figures/${definition.file} · ${definition.hash}`],
  ]
  return (
    <>
      <h1>{definition.id.toUpperCase()} · {say(definition.title, lang)}</h1>
      <p class="big"><Shown figure={figure} lang={lang} /></p>
      {definition.why && <p class="card"><strong>{say(WORDS.why, lang)}:</strong> {say(definition.why, lang)}</p>}
      {note && <p>{note}</p>}
      {beside.length > 0 && <ul>{beside.map((b) => <li>{say(b.text, lang)}: {b.limit ? hundredths(b.n, lang) : b.of === null ? whole(b.n, lang) : say(WORDS.pairs, lang, { n: whole(b.n, lang), m: whole(b.of, lang) })}</li>)}</ul>}
      {parts}
      <dl class="pairs">{rows.map(([name, text]) => <><dt>{name}</dt><dd>{text}</dd></>)}</dl>
      {mayDrill && (personValue(definition) ?? ofTutors(definition)) && figure.kind !== 'none' && <p><a class="button quiet" href={`${base}/${definition.id}/evidence`}>{say(WORDS.evidence, lang)}</a></p>}
      <p><a href={base}>{say(WORDS.back, lang)}</a></p>
    </>
  )
}

export interface EvidenceLine { readonly pseudonym: string; readonly adds: number; readonly positions: readonly number[] }

export function EvidencePage({ base, name, title, lines, at, more, lang }: {
  base: string; name: string; title: string; lines: readonly EvidenceLine[]; at: number; more: boolean; lang: Lang
}): JSX.Element {
  return (
    <>
      <h1>{say(WORDS.evidenceTitle, lang, { k: title })}</h1>
      <p>{say(WORDS.evidenceNote, lang)}</p>
      {lines.length === 0 ? <p>{say(WORDS.nobody, lang)}</p> : (
        <div class="scroll" tabindex={0} role="group" aria-label={title}>
          <table>
            <thead><tr><th scope="col">{say(WORDS.pseudonym, lang)}</th><th scope="col" class="count">{say(WORDS.adds, lang)}</th><th scope="col">{say(WORDS.positions, lang)}</th></tr></thead>
            <tbody>{lines.map((l) => <tr><th scope="row"><code>{l.pseudonym}</code></th><td class="count">{whole(l.adds, lang)}</td><td>{l.positions.join(', ')}</td></tr>)}</tbody>
          </table>
        </div>
      )}
      <p class="actions">
        {at > 0 && <a class="button quiet" href={`${base}/${name}/evidence?page=${at - 1}`}>{say(WORDS.before, lang)}</a>}
        {more && <a class="button quiet" href={`${base}/${name}/evidence?page=${at + 1}`}>{say(WORDS.next, lang)}</a>}
      </p>
      <p><a href={base}>{say(WORDS.back, lang)}</a></p>
    </>
  )
}
