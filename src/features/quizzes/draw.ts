import { createHash } from 'node:crypto'
import { derive, type Keys } from '../../lib/keys.ts'
import type { Question, Quiz } from '../courses/index.ts'
import { arrangement, shuffled, type Drawn, type Random } from '../questions/index.ts'

/** One question of the pool as this draw shows it. */
export type DrawnFromPool = Drawn & { readonly question: Question }

export interface AttemptOf {
  readonly tenant: string
  readonly enrolment: string
  readonly quiz: string
  /** Hash of the course version whose pool is drawn from. */
  readonly version: string
  /** From 1. */
  readonly attempt: number
}

/** What only the server knows of an attempt: the seed of its draw. Nobody can tell from it the next one's. */
export function attemptSeed(keys: Keys, of: AttemptOf): Buffer {
  return derive(keys, 'lab', `quiz draw|${named(of)}`)
}

/** Travels with the form and comes back with the answers: answers to another draw carry another one. */
export function attemptToken(keys: Keys, of: AttemptOf): string {
  return derive(keys, 'lab', `quiz token|${named(of)}`, 18).toString('base64url')
}

const named = (of: AttemptOf): string => [of.tenant, of.enrolment, of.quiz, of.version, of.attempt].join('|')

/**
 * The questions of one attempt: each unit's questions in random order, taken in turns so that every unit is asked about, and
 * the options of each shuffled. The same seed gives the same draw.
 */
export function drawQuestions(quiz: Quiz, seed: Buffer): DrawnFromPool[] {
  const random = stream(seed)
  const units = [...new Set(quiz.questions.map((q) => q.unit))]
  const pools = shuffled(units, random).map((unit) => shuffled(quiz.questions.filter((q) => q.unit === unit), random))
  const taken: Question[] = []
  for (let round = 0; taken.length < quiz.draw; round++) {
    for (const pool of pools) {
      const question = pool[round]
      if (question && taken.length < quiz.draw) taken.push(question)
    }
  }
  return shuffled(taken, random).map((question) => ({ question, order: arrangement(question, random) }))
}

/** Whole numbers below a bound, each equally likely, from SHA-256(seed, counter): the same on every machine. */
function stream(seed: Buffer): Random {
  let counter = 0
  let block = Buffer.alloc(0)
  let at = 0
  const word = (): number => {
    if (at >= block.length) {
      block = createHash('sha256').update(seed).update(String(counter++)).digest()
      at = 0
    }
    at += 4
    return block.readUInt32BE(at - 4)
  }
  return (below) => {
    // Words above the last whole multiple would favour the first numbers.
    const limit = Math.floor(2 ** 32 / below) * below
    for (;;) {
      const value = word()
      if (value < limit) return value % below
    }
  }
}
