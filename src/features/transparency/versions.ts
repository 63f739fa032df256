import type { Lang, Text } from '../../lib/text.ts'
import type { LoadedRule, Rule } from '../programmes/index.ts'

/** One figure or name of the rule that two versions give differently. */
export interface Changed { readonly label: Text; readonly before: string; readonly after: string }

const FACTS: readonly (readonly [Text, (rule: Rule, lang: Lang) => string])[] = [
  [{ es: 'Juzga matrículas desde', en: 'Judges enrolments from' }, (r, lang) => r.from ?? { es: 'todas', en: 'all' }[lang]],
  [{ es: 'Primer día del convenio', en: 'First day of the agreement' }, (r) => r.validity.from],
  [{ es: 'Último día del convenio', en: 'Last day of the agreement' }, (r, lang) => r.validity.until ?? { es: 'no se sabe', en: 'unknown' }[lang]],
  [{ es: 'Comprobación de identidad', en: 'Identity check' }, (r, lang) => LEVEL[r.identity.level][lang]],
  [{ es: 'Minutos de trabajo', en: 'Minutes of work' }, (r) => String(r.minutes.atLeast)],
  [{ es: 'Curso de los minutos', en: 'Course of the minutes' }, (r) => r.minutes.course],
  [{ es: 'La asistencia suma minutos', en: 'Attendance adds minutes' }, (r, lang) => ({ es: r.minutes.attendance ? 'sí' : 'no', en: r.minutes.attendance ? 'yes' : 'no' })[lang]],
  [{ es: 'Nota de la prueba', en: 'Mark of the quiz' }, (r) => `${r.quiz.mark} (${r.quiz.course})`],
  [{ es: 'Laboratorios', en: 'Labs' }, (r, lang) => r.labs.join(', ') || { es: 'ninguno', en: 'none' }[lang]],
  [{ es: 'Nota del producto', en: 'Mark of the product' }, (r) => `${r.product.mark} (${r.product.course})`],
]

const LEVEL: Readonly<Record<Rule['identity']['level'], Text>> = {
  checksum: { es: 'número de documento válido', en: 'valid document number' },
  card: { es: 'documento visto por dos personas', en: 'document seen by two people' },
  registry: { es: 'registro oficial', en: 'official registry' },
}

/** What a version asks for that the one before it did not, in the reader's language. */
export function changedFacts(before: Rule, after: Rule, lang: Lang): Changed[] {
  return FACTS.map(([label, value]) => ({ label, before: value(before, lang), after: value(after, lang) })).filter((c) => c.before !== c.after)
}

/** A line of the text: in both, only before, or only after. */
export interface DiffLine { readonly kind: 'same' | 'gone' | 'new'; readonly line: string }

/** The text of a version against the one before it, paragraph by paragraph (longest common subsequence). */
export function textDiff(before: LoadedRule, after: LoadedRule, lang: Lang): DiffLine[] {
  const [a, b] = [paragraphs(before.text[lang]), paragraphs(after.text[lang])]
  // longest[i][j]: of what is left from a[i] and b[j].
  const longest = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0))
  const at = (i: number, j: number): number => longest[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) longest[i]![j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  }
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) { lines.push({ kind: 'same', line: a[i] ?? '' }); i++; j++ }
    else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) lines.push({ kind: 'gone', line: a[i++] ?? '' })
    else lines.push({ kind: 'new', line: b[j++] ?? '' })
  }
  return lines
}

const paragraphs = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '')
