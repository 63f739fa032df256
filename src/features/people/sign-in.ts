import type { Ctx } from '../../feature.ts'
import { addressKey } from './address.ts'
import { deviceOf, setLangCookie } from './cookies.ts'
import { rememberDevice } from './devices.ts'
import type { IdentityDocument } from './documents.ts'
import { matchAccount, wrongPin } from './match-account.ts'
import { profileOf } from './persons.ts'
import { documentKey } from './sealing.ts'
import { startSession } from './session.ts'

/** Signs a learner in; Problem 401 when document and PIN do not match, 429 when she has to wait. Returns the person. */
export async function signIn(c: Ctx, document: IdentityDocument, pin: string): Promise<string> {
  const { house } = c.var
  const person = await matchAccount(house, {
    documentKey: documentKey(house.keys, document), pin, address: addressKey(house, c, 'sign-in'), device: deviceOf(house, c),
  })
  if (!person) throw wrongPin()
  await welcome(c, person)
  return person
}

/** A session for a person who has just proved who she is; this browser is known to her from now on, and speaks her language. */
export async function welcome(c: Ctx, person: string): Promise<void> {
  const { house } = c.var
  await startSession(house, c, { person })
  await rememberDevice(house, c, person)
  const profile = await profileOf(house, house.db, person)
  if (profile) setLangCookie(house, c, profile.language === 'en' ? 'en' : 'es')
}
