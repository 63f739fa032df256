import type { House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { knownHere } from './devices.ts'
import { matchPin, pinTrace } from './pin-hash.ts'
import { countTry, forgiveTry, isTooManyTries, keepOnDocumentOnly } from './tries.ts'
import './tables.ts'

export interface Knock {
  readonly documentKey: string
  readonly pin: string
  /** Key of the address. */
  readonly address: string
  /** The browser's own id, when it has one of ours. */
  readonly device: string | null
  /** She registers: on a number that nobody has nothing is guessed, so the try is kept on the document only. */
  readonly registers?: boolean
}

/**
 * The person whose document and PIN these are, or null. A browser in which she signed in before has a count of its own, so what
 * others try with her number does not touch her; it may open only the accounts it knows. Everything else is counted per document,
 * known or not. A wrong try stays counted; Problem 429 when it has to wait.
 */
export async function matchAccount(house: House, knock: Knock): Promise<string | null> {
  const accounts = await house.db.selectFrom('identity_document').innerJoin('account', 'account.person', 'identity_document.person')
    .select(['account.person', 'account.pin']).where('identity_document.key', '=', knock.documentKey)
    .where('identity_document.withdrawn', 'is', null).orderBy('identity_document.added').execute()
  const here = await knownHere(house.db, knock.device, accounts.map((a) => a.person))
  const mine = accounts.filter((a) => here.has(a.person))
  if (mine.length === 0) return tryOn(house, knock, `document:${knock.documentKey}`, accounts)
  const found = await tryOn(house, knock, `device:${knock.device}:${knock.documentKey}`, mine)
  if (found || mine.length === accounts.length) return found
  try {
    return await tryOn(house, knock, `document:${knock.documentKey}`, accounts.filter((a) => !here.has(a.person)))
  } catch (error) {
    // The other claims of this number have to wait; for this browser it was simply a wrong PIN.
    if (isTooManyTries(error)) return null
    throw error
  }
}

async function tryOn(house: House, knock: Knock, subject: string, accounts: readonly { person: string; pin: string }[]): Promise<string | null> {
  const known = subject.startsWith('device:')
  const counted = await countTry(house, { subject, pin: known ? null : pinTrace(house.keys, knock.pin), address: knock.address })
  const [first] = await matchPin(house.keys, knock.documentKey, knock.pin, accounts.map((a) => a.pin))
  if (first !== undefined) await forgiveTry(house.db, counted)
  else if (knock.registers && accounts.length === 0) await keepOnDocumentOnly(house.db, counted)
  return first === undefined ? null : accounts[first]?.person ?? null
}

export function wrongPin(): Problem {
  return new Problem(401, 'wrong-pin', {
    es: 'El documento y la clave no coinciden. Revisa los dos y vuelve a intentar; después de varios intentos hay que esperar.',
    en: 'The document and the PIN do not match. Check both and try again; after several tries you have to wait.',
  })
}
