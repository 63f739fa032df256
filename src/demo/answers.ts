import type { Drawn } from '../features/questions/index.ts'

type Answers = Record<string, string | string[]>

/** A filled-in quiz form; the first `wrong` questions are answered wrongly. */
export function answersTo(drawn: readonly Drawn[], wrong: number): Answers {
  return Object.assign({}, ...drawn.map((one, i) => answerTo(one, `q${i + 1}`, i < wrong))) as Answers
}

function answerTo({ question, order }: Drawn, name: string, wrong: boolean): Answers {
  const lines = (value: (line: number) => number): Answers => Object.fromEntries(order.map((_, line) => [`${name}-${line + 1}`, String(value(line) + 1)]))
  switch (question.kind) {
    case 'numeric': return { [name]: wrong ? '99999' : String(question.answer).replace('.', ',') }
    case 'short': return { [name]: wrong ? 'no recuerdo' : question.accept.es[0] ?? '' }
    case 'order': return lines((shown) => { const place = order[shown] ?? 0; return wrong ? order.length - 1 - place : place })
    case 'match': return lines((left) => order.indexOf(wrong ? (left + 1) % order.length : left))
    default: {
      const ticked = order.flatMap((i, shown) => (Boolean(question.options[i]?.right) !== wrong ? [String(shown + 1)] : []))
      return { [name]: question.kind === 'single' ? ticked.slice(0, 1) : ticked }
    }
  }
}
