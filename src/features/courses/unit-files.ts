import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LANGS, type Lang } from '../../lib/text.ts'
import type { Quiz, QuizFileContent } from './course-file.ts'
import { QuestionsFile, type PoolQuestion, type QuestionsFileContent } from './question-file.ts'
import { readYaml, type Report } from './yaml-lines.ts'

/** What collects the mistakes of a file of the course's folder. */
export type At = (file: string) => Report

/** Reads a text file of the course as it is compared and hashed: Windows line ends do not matter. Null when it is not there. */
export function readLines(folder: string, file: string): string | null {
  const path = join(folder, file)
  return existsSync(path) ? readFileSync(path, 'utf8').replace(/\r\n?/g, '\n') : null
}

export const questionsFile = (unit: string): string => `${unit}.questions.yaml`

/** `<unit>.questions.yaml`: null when there is none, or when it has mistakes, which are reported. */
export function readQuestions(folder: string, unit: string, at: At): QuestionsFileContent | null {
  const file = questionsFile(unit)
  const text = readLines(folder, file)
  return text === null ? null : readYaml(text, QuestionsFile, at(file))
}

/** `<unit>.<language>.audio.txt` in each language; a unit that is spoken in one language is to be spoken in the other too. */
export function readAudio(folder: string, unit: string, at: At): Partial<Record<Lang, string>> {
  const found: Partial<Record<Lang, string>> = {}
  for (const lang of LANGS) {
    const file = `${unit}.${lang}.audio.txt`
    const text = readLines(folder, file)
    if (text === null) continue
    if (text.trim() === '') at(file)(1, 'has no text')
    found[lang] = text.trim()
  }
  const missing = LANGS.filter((lang) => found[lang] === undefined)
  if (missing.length === 1) at(`${unit}.${missing[0]}.audio.txt`)(1, 'is missing: the other language has one')
  return found
}

/** The questions of every file of the course, with what only all of them together can get wrong. */
export interface AllQuestions {
  /** Of quiz.yaml; null when it has mistakes of its own. */
  readonly quiz: QuizFileContent | null
  readonly units: ReadonlyMap<string, QuestionsFileContent>
}

/**
 * The quiz with its whole pool: the questions of quiz.yaml, then each unit's in the order of the units. Ids that stand twice,
 * units that do not exist and a draw larger than the pool are reported where they stand.
 */
export function wholeQuiz(folder: string, { quiz, units }: AllQuestions, known: readonly string[], at: At): Quiz | null {
  const seen = new Map<string, string>()
  const see = (file: string, id: string): void => {
    const before = seen.get(id)
    if (before !== undefined) at(file)(lineOfId(folder, file, id, before === file ? 2 : 1), `question "${id}" stands twice${before === file ? '' : `, also in ${before}`}`)
    seen.set(id, file)
  }
  for (const question of quiz?.questions ?? []) {
    see('quiz.yaml', question.id)
    if (!known.includes(question.unit)) at('quiz.yaml')(lineOfId(folder, 'quiz.yaml', question.id), `question "${question.id}": the course has no unit "${question.unit}"`)
  }
  const pool: PoolQuestion[] = [...quiz?.questions ?? []]
  for (const [unit, file] of units) {
    for (const question of [...file.practice, ...file.pool]) see(questionsFile(unit), question.id)
    pool.push(...file.pool.map((question) => ({ ...question, unit })))
  }
  if (!quiz) return null
  if (quiz.draw <= pool.length) return { ...quiz, questions: pool }
  const line = (readLines(folder, 'quiz.yaml') ?? '').split('\n').findIndex((l) => l.startsWith('draw:')) + 1
  at('quiz.yaml')(Math.max(line, 1), `draw: draws ${quiz.draw} questions, but there are ${pool.length}`)
  return null
}

/** The line of the nth time that a question of this id begins; 1 when it is written in another way than ours. */
function lineOfId(folder: string, file: string, id: string, nth = 1): number {
  const begins = new RegExp(`(?:^\\s*|[-{,]\\s*)id:\\s*["']?${id}["']?\\s*(?:$|[,}#])`)
  const lines = (readLines(folder, file) ?? '').split('\n').flatMap((line, i) => (begins.test(line) ? [i + 1] : []))
  return lines[nth - 1] ?? lines[0] ?? 1
}
