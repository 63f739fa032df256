import { Problem } from '../../lib/problem.ts'
import type { Text } from '../../lib/text.ts'
import type { Draft } from '../../record/statement.ts'
import { refusedField } from './decide.ts'
import type { Phase } from './phase.ts'
import { erratumIssued, type AboutCall } from './statements.ts'
import { REFUSAL } from './words.ts'

export interface Erratum {
  /** The words of the published terms that are wrong, as they stand there. */
  readonly says: string
  readonly shouldSay: Text
  readonly because: Text
  /** A later moment of closing; null: it stays. */
  readonly closes: Date | null
}

export interface ErratumKnown {
  readonly phase: Phase
  /** The published terms, as their file says them. */
  readonly terms: string
  /** When the call closes by what was published until now. */
  readonly closes: Date
  /** No draw before it; a single draw's list must be closed by then, or its value could be known before. */
  readonly drawAt: Date
  readonly rounds: 'one' | 'rolling'
  readonly errata: readonly Pick<Erratum, 'says' | 'shouldSay'>[]
}

export const MOST = { says: 500, shouldSay: 800, because: 500 } as const

/** Fe de erratas: what the terms say, what they should say and why. The old text stays; only the closing may move, and only later. */
export function issueErratum(known: ErratumKnown, asked: Erratum, about: AboutCall): Draft[] {
  if (known.phase === 'draft') throw new Problem(409, 'not-published', REFUSAL.erratumDraft)
  if (known.phase === 'final') throw new Problem(409, 'call-final', REFUSAL.callFinal)
  for (const [field, text, most] of written(asked)) if (text.length < 3 || [...text].length > most) throw refusedField(field, REFUSAL.erratumWords)
  if (!plain(known.terms).includes(plain(asked.says))) throw refusedField('says', REFUSAL.erratumNotThere)
  if (known.errata.some((one) => one.says === asked.says && one.shouldSay.es === asked.shouldSay.es)) throw new Problem(409, 'issued-already', REFUSAL.erratumAlready)
  if (asked.closes) {
    if (known.phase === 'closed') throw refusedField('closes', REFUSAL.erratumClosed)
    if (asked.closes <= known.closes || asked.closes <= about.at) throw refusedField('closes', REFUSAL.erratumEarlier)
    if (known.rounds === 'one' && asked.closes > known.drawAt) throw refusedField('closes', REFUSAL.erratumAfterDraw)
  }
  return [erratumIssued(about, { number: known.errata.length + 1, ...asked })]
}

const written = ({ says, shouldSay, because }: Erratum): [string, string, number][] => [
  ['says', says, MOST.says], ['should_es', shouldSay.es, MOST.shouldSay], ['should_en', shouldSay.en, MOST.shouldSay], ['because_es', because.es, MOST.because], ['because_en', because.en, MOST.because],
]

/** Line breaks and the quotes of the file do not make another text. */
const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()
