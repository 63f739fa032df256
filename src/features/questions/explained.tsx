import type { JSX } from 'preact'
import { LANGS, say, type Lang, type Text } from '../../lib/text.ts'
import { within } from './mark.ts'
import type { Drawn, MatchQuestion, NumericQuestion, OptionsQuestion, OrderQuestion, ShortQuestion } from './question.ts'
import { recognised } from './short.ts'
import { EXPLAIN } from './words.ts'

export interface ExplainedProps {
  readonly drawn: Drawn
  /** As mark() gave it. undefined: nobody answered, the solution alone is shown. */
  readonly response: string | null | undefined
  readonly lang: Lang
}

/** What was right, what she answered, and why, for each option, item, pair or slip. */
export function Explained({ drawn: { question, order }, response, lang }: ExplainedProps): JSX.Element {
  return (
    <>
      {response === null && <p>{say(EXPLAIN.noAnswer, lang)}</p>}
      {response === '' && <p>{say(EXPLAIN.notKept, lang)}</p>}
      <Solution question={question} order={order} response={response} lang={lang} />
    </>
  )
}

type Props<Q> = { readonly question: Q; readonly response: string | null | undefined; readonly lang: Lang }

function Solution({ question, order, ...rest }: Props<Drawn['question']> & { order: readonly number[] }): JSX.Element {
  switch (question.kind) {
    case 'numeric': return <NumberAnswer question={question} {...rest} />
    case 'short': return <WordAnswer question={question} {...rest} />
    case 'order': return <RightOrder question={question} {...rest} />
    case 'match': return <RightPairs question={question} {...rest} />
    default: return <Options question={question} order={order} {...rest} />
  }
}

/** `0[,]2` -> ['0', '2'] */
const partsOf = (response: string | null | undefined): string[] => (response ?? '').split('[,]').filter(Boolean)

function Options({ question, order, response, lang }: Props<OptionsQuestion> & { order: readonly number[] }): JSX.Element {
  const chosen = new Set(partsOf(response).map(Number))
  return (
    <ul class="explained">
      {order.map((i) => {
        const option = question.options[i]
        return option && (
          <li>
            <strong>{option.text[lang]}</strong>{' '}
            {option.right && <Right lang={lang} />}{' '}
            {chosen.has(i) && <span class={option.right ? 'tag' : 'tag bad'}>{say(EXPLAIN.yours, lang)}</span>}
            <br />{option.why[lang]}
          </li>
        )
      })}
    </ul>
  )
}

const Right = ({ lang }: { lang: Lang }): JSX.Element => <span class="tag good">{say(EXPLAIN.right, lang)}</span>

function Yours({ text, right, lang }: { text: string; right: boolean; lang: Lang }): JSX.Element {
  return <p>{say(EXPLAIN.yours, lang)}: <strong>{text}</strong> {right && <Right lang={lang} />}</p>
}

function NumberAnswer({ question, response, lang }: Props<NumericQuestion>): JSX.Element {
  const value = response ? Number(response) : null
  const right = value !== null && within(value, question.answer, question.tolerance)
  const slip: Text | undefined = value === null || right ? undefined : question.slips.find((s) => within(value, s.value, question.tolerance))?.why
  return (
    <>
      {value !== null && <Yours text={numberText(value, lang)} right={right} lang={lang} />}
      {slip && <p>{slip[lang]}</p>}
      <p>{say(EXPLAIN.theAnswer, lang, { n: numberText(question.answer, lang) })} {question.why[lang]}</p>
    </>
  )
}

const numberText = (n: number, lang: Lang): string => n.toLocaleString(lang === 'es' ? 'es-PE' : 'en', { maximumFractionDigits: 6 })

function WordAnswer({ question, response, lang }: Props<ShortQuestion>): JSX.Element {
  const right = Boolean(response) && recognised(response ?? '', question.accept) !== undefined
  const slip = !response || right ? undefined : question.slips.find((s) => recognised(response, s.texts) !== undefined)
  const [first = '', ...others] = question.accept[lang]
  return (
    <>
      {response && <Yours text={response} right={right} lang={lang} />}
      {slip && <p>{slip.why[lang]}</p>}
      <p>{say(EXPLAIN.theAnswer, lang, { n: `«${first}»` })} {question.why[lang]}</p>
      {others.length > 0 && <p class="quiet-text">{say(EXPLAIN.alsoRight, lang, { list: others.join(', ') })}</p>}
    </>
  )
}

function RightOrder({ question, response, lang }: Props<OrderQuestion>): JSX.Element {
  const sequence = partsOf(response).map(Number)
  // Places are counted among what she put in order; with a line left out they are those of the rest.
  return (
    <>
      <p>{say(EXPLAIN.rightOrder, lang)}</p>
      <ol class="explained">
        {question.items.map((item, i) => {
          const place = sequence.indexOf(i)
          const yours = place < 0 ? say(EXPLAIN.noPlace, lang) : say(EXPLAIN.yourPlace, lang, { n: place + 1 })
          return <li><strong>{i + 1}. {item[lang]}</strong>{' '}{response && <span class={place === i ? 'tag good' : 'tag bad'}>{yours}</span>}</li>
        })}
      </ol>
      <p>{question.why[lang]}</p>
    </>
  )
}

function RightPairs({ question, response, lang }: Props<MatchQuestion>): JSX.Element {
  const given = new Map(partsOf(response).map((part) => part.split('[.]').map(Number) as [number, number]))
  return (
    <ul class="explained">
      {question.pairs.map((pair, left) => {
        const chosen = given.get(left)
        const other = chosen === undefined || chosen === left ? undefined : question.pairs[chosen]
        return (
          <li>
            <strong>{pair.left[lang]}</strong> {say(EXPLAIN.goesWith, lang)} <strong>{pair.right[lang]}</strong>{' '}
            {chosen === left && <><Right lang={lang} />{' '}</>}
            {other && <span class="tag bad">{say(EXPLAIN.youChose, lang, { text: other.right[lang] })}</span>}
            <br />{pair.why[lang]}
          </li>
        )
      })}
    </ul>
  )
}

/** Every explanation of a question, in every language: what must not reach a phone before the answers were sent. */
export function explanationsOf(question: Drawn['question']): string[] {
  const whys: Text[] = question.kind === 'single' || question.kind === 'multiple' ? question.options.map((o) => o.why)
    : question.kind === 'match' ? question.pairs.map((p) => p.why)
      : [question.why, ...(question.kind === 'order' ? [] : question.slips.map((s) => s.why))]
  return whys.flatMap((why) => LANGS.map((lang) => why[lang]))
}
