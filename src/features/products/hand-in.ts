import { createHash } from 'node:crypto'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import { MOST_PICTURES } from './picture.ts'
import { AI_HELP, productSubmitted, type About, type AiHelp } from './statements.ts'
import { WRONG } from './words.ts'

export const MOST_LETTERS = 5000
/** Enough for anybody who learns from remarks; stops a script that fills the disk. */
const MOST_ATTEMPTS = 20

/** What the form says, read and counted. */
export interface Work {
  readonly text: string
  readonly ai: AiHelp
}

/** Reads text and declaration; every mistake with its field. Letters are counted as people see them, line ends as one. */
export function readWork(typed: { text: string; ai: string }, pictures: number): { work: Work | null; problems: FieldProblem[] } {
  const text = typed.text.replaceAll('\r\n', '\n').normalize('NFC').trim()
  const ai = AI_HELP.find((a) => a === typed.ai)
  const problems: FieldProblem[] = []
  if (text === '' && pictures === 0) problems.push({ field: 'text', sentence: WRONG.empty })
  if ([...text].length > MOST_LETTERS) problems.push({ field: 'text', sentence: WRONG.textTooLong })
  if (pictures > MOST_PICTURES) problems.push({ field: 'pictures', sentence: WRONG.tooManyPictures })
  if (!ai) problems.push({ field: 'ai', sentence: WRONG.aiNeeded })
  return { work: ai && problems.length === 0 ? { text, ai } : null, problems }
}

export interface HandInKnown {
  /** She is enrolled and not withdrawn. */
  readonly open: boolean
  /** How many versions she handed in before. */
  readonly attempts: number
}

export interface HandedIn {
  readonly submission: string
  readonly version: string
  readonly salt: Buffer
  /** Of the stored pictures, in order. */
  readonly pictures: readonly { readonly content: string; readonly bytes: number }[]
}

/** A new version of her product. It waits for her tutor; earlier versions stay. */
export function handIn(known: HandInKnown, about: About, work: Work, handed: HandedIn): Draft[] {
  if (!known.open) throw new Problem(409, 'not-enrolled-now', WRONG.notEnrolledNow)
  if (known.attempts >= MOST_ATTEMPTS) throw new Problem(409, 'too-many-versions', WRONG.tooManyVersions)
  const contents = handed.pictures.map((p) => p.content)
  return [productSubmitted(about, {
    submission: handed.submission, attempt: known.attempts + 1, version: handed.version, ai: work.ai,
    commitment: commitmentOf(handed.salt, work, contents), sizes: [Buffer.byteLength(work.text), ...handed.pictures.map((p) => p.bytes)],
  })]
}

/** SHA-256 of a JSON array: salt as hex, text, declaration, SHA-256 of each picture. */
export function commitmentOf(salt: Buffer, work: Work, contents: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify([salt.toString('hex'), work.text, work.ai, ...contents])).digest('hex')
}
