import type { Drawn } from '../src/features/questions/index.ts'

/** The fields of one question as somebody fills them in who knows everything or, with `wrong`, nothing. */
export function filledQuestion({ question, order }: Drawn, place: number, wrong = false): Record<string, string | string[]> {
  const name = `q${place + 1}`
  const lines = (count: number, value: (line: number) => number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, line) => [`${name}-${line + 1}`, String(value(line) + 1)]))
  switch (question.kind) {
    case 'numeric': return { [name]: wrong ? '99999' : String(question.answer).replace('.', ',') }
    case 'short': return { [name]: wrong ? 'otra cosa' : question.accept.es[0] ?? '' }
    case 'order': return lines(order.length, (shown) => (wrong ? order.length - 1 - order[shown]! : order[shown]!))
    // Each left side with its neighbour's right one is wrong everywhere.
    case 'match': return lines(order.length, (left) => order.indexOf(wrong ? (left + 1) % order.length : left))
    default: {
      const places = order.flatMap((i, shown) => (Boolean(question.options[i]?.right) !== wrong ? [String(shown + 1)] : []))
      return { [name]: question.kind === 'single' ? places.slice(0, 1) : places }
    }
  }
}

/** A whole form; the first `wrong` questions wrong. */
export function filledQuiz(drawn: readonly Drawn[], wrong = 0): Record<string, string | string[]> {
  return Object.assign({}, ...drawn.map((d, place) => filledQuestion(d, place, place < wrong))) as Record<string, string | string[]>
}
