import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices, Field, Select } from '../../web/form.tsx'
import { fieldName, lineName, MOST_TYPED, type Typed } from './answers.ts'
import type { Asked } from './question.ts'
import { ASK } from './words.ts'

export interface QuestionFieldsProps {
  readonly asked: Asked
  /** From 0. */
  readonly place: number
  /** How many questions there are; the label is the question alone when it is null. */
  readonly all: number | null
  readonly typed: Typed
  readonly lang: Lang
  readonly problems: readonly FieldProblem[]
}

/** The fields of one question: on the server's page, on a sealed page and in practice the same. */
export function QuestionFields({ asked, place, all, typed, lang, problems }: QuestionFieldsProps): JSX.Element {
  const name = fieldName(place)
  const label = (all === null ? '' : `${say(ASK.question, lang, { n: place + 1, all })}. `) + asked.ask[lang]
  const given = { name, label, lang, problems }
  if (asked.kind === 'numeric') return <Field {...given} hint={say(ASK.typeNumber, lang)} value={typed[name]?.[0] ?? ''} inputMode="decimal" autocomplete="off" maxLength={20} />
  if (asked.kind === 'short') return <Field {...given} hint={say(ASK.typeWord, lang)} value={typed[name]?.[0] ?? ''} autocomplete="off" maxLength={MOST_TYPED} />
  if (asked.kind === 'order' || asked.kind === 'match') return <Lines {...given} asked={asked} place={place} typed={typed} />
  const options = asked.shown.map((text, shown) => ({ value: String(shown + 1), label: text[lang] }))
  const several = asked.kind === 'multiple'
  return <Choices {...given} hint={say(several ? ASK.chooseSeveral : ASK.chooseOne, lang)} options={options} chosen={typed[name] ?? []} several={several} />
}

interface LinesProps {
  readonly name: string
  readonly label: string
  readonly lang: Lang
  readonly problems: readonly FieldProblem[]
  readonly asked: Asked & { readonly kind: 'order' | 'match' }
  readonly place: number
  readonly typed: Typed
}

/** One choice a line, each with its own label and error: for keyboard and screen reader nothing has to be dragged. */
function Lines({ name, label, lang, problems, asked, place, typed }: LinesProps): JSX.Element {
  const lines = asked.kind === 'order' ? asked.shown : asked.lefts
  const options = [
    { value: '', label: say(ASK.choose, lang) },
    ...asked.shown.map((text, i) => ({ value: String(i + 1), label: asked.kind === 'order' ? String(i + 1) : text[lang] })),
  ]
  return (
    <fieldset class="field" id={name} aria-describedby={`${name}-hint`}>
      <legend>{label}</legend>
      <p class="hint" id={`${name}-hint`}>{say(asked.kind === 'order' ? ASK.giveOrder : ASK.giveMatch, lang)}</p>
      {lines.map((text, line) => {
        const field = lineName(place, line)
        return <Select name={field} label={text[lang]} lang={lang} options={options} value={typed[field]?.[0] ?? ''} problems={problems} />
      })}
    </fieldset>
  )
}
