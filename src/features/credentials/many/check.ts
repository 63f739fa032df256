import type { House } from '../../../feature.ts'
import { fill, type Text } from '../../../lib/text.ts'
import { matchKey } from '../../people/index.ts'
import { programmeOf } from '../../programmes/index.ts'
import { countCheck } from '../checks-counted.ts'
import { credentialsBySerial, papersOf, type CredentialRow } from '../credentials.ts'
import { statesById, type CredentialState } from '../credential-state.ts'
import { dayText } from '../hours.ts'
import { readSerial } from '../serial.ts'
import { toldBy } from '../told.ts'
import type { State } from '../verify.ts'
import { KIND, STATE } from '../words.ts'
import type { Asked } from './read.ts'
import { MANY } from './words.ts'

export interface Answer {
  /** The serial in its written form, or what was typed when it is none. */
  readonly serial: string
  /** Null for what is no certificate of ours. */
  readonly state: State | null
  readonly says: Text
  readonly kind: Text | null
  readonly programme: Text | null
  /** DD/MM/AAAA */
  readonly issued: string
  readonly name: Text
}

/**
 * Every line answered, in order; a line that is wrong keeps no other from its answer. Two questions to the
 * database, and one a name to compare. `counts`: they are checks of their own, not the same ones as a file.
 */
export async function checkMany(house: House, asked: readonly Asked[], counts: boolean): Promise<Answer[]> {
  const serials = asked.map((row) => readSerial(row.typed))
  const rows = new Map((await credentialsBySerial(house.db, [...new Set(serials.filter((s) => s !== null))])).map((row) => [row.serial, row]))
  const states = await statesById(house.db, [...rows.values()].map((row) => row.credential))
  const first = new Map<string, number>()
  const answers: Answer[] = []
  for (const [i, row] of asked.entries()) {
    const serial = serials[i] ?? null
    const found = serial === null ? undefined : rows.get(serial)
    const state = found && states.get(found.credential)
    const before = serial === null ? undefined : first.get(serial)
    if (serial === null) answers.push(nothing(row.typed, MANY.notSerial))
    else if (before !== undefined && asked[before - 1]?.name === row.name) answers.push(nothing(serial, fill(MANY.twice, { n: before })))
    else if (!found || !state) answers.push(nothing(serial, MANY.unknown))
    else answers.push(answer(house, found, state, await nameSays(house, found, row.name)))
    if (serial !== null && before === undefined) first.set(serial, i + 1)
  }
  if (counts) await countAll(house, [...rows.values()], states)
  return answers
}

/** Each certificate once, however often it stands in the list (K22). */
async function countAll(house: House, rows: readonly CredentialRow[], states: ReadonlyMap<string, CredentialState>): Promise<void> {
  const counts = new Map<string, { tenant: string; valid: boolean; n: number }>()
  for (const { credential, tenant } of rows) {
    const valid = states.get(credential)?.state === 'valid'
    const key = `${tenant} ${valid}`
    counts.set(key, { tenant, valid, n: (counts.get(key)?.n ?? 0) + 1 })
  }
  for (const { tenant, valid, n } of counts.values()) await countCheck(house, tenant, valid, n)
}

function nothing(serial: string, says: Text): Answer {
  return { serial, state: null, says, kind: null, programme: null, issued: '', name: MANY.notCompared }
}

function answer(house: House, row: CredentialRow, state: CredentialState, name: Text): Answer {
  const programme = programmeOf(house, row.tenant)
  const kind = KIND[row.kind]
  return {
    serial: row.serial, state: state.state, says: STATE[state.state],
    kind: programme?.trial ? { es: `${kind.es} ${MANY.trial.es}`, en: `${kind.en}, ${MANY.trial.en}` } : kind,
    programme: programme?.title ?? { es: row.tenant, en: row.tenant }, issued: dayText(row.issued), name,
  }
}

/**
 * Whether the name she has is the one on the paper; ours is never told. Capitals, accents, order and what stands between the words do
 * not count, a word too few or too many does: else guessing by pieces would spell the name.
 */
async function nameSays(house: House, row: CredentialRow, typed: string): Promise<Text> {
  if (typed === '') return MANY.notCompared
  const papers = await papersOf(house, house.db, row.credential)
  if (!papers) return MANY.erased
  return wordsOf(toldBy(papers.credential).name) === wordsOf(typed) ? MANY.matches : MANY.differs
}

function wordsOf(name: string): string {
  return matchKey(name).replace(/Ñ/g, 'N').split(/[^A-Z0-9]+/).filter(Boolean).sort().join(' ')
}
