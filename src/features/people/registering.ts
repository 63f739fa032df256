import type { Ctx } from '../../feature.ts'
import { addressKey } from './address.ts'
import { deviceOf } from './cookies.ts'
import { isRegisteredMeanwhile, prepareRegistration, type PersonValues, type Registration } from './register.ts'
import { welcome } from './sign-in.ts'

/**
 * Registers the person of a form inside the caller's work, then signs her in. `work` appends with `registration.scopes` and calls
 * `registerPerson` in it. When the same form came twice at once, the second run resumes what the first one made.
 */
export async function registering<T>(c: Ctx, tenant: string, values: PersonValues, work: (registration: Registration) => Promise<T>): Promise<T> {
  const { house } = c.var
  const prepare = () => prepareRegistration(house, { address: addressKey(house, c, 'register'), device: deviceOf(house, c) }, values, tenant)
  const first = await prepare()
  let registration = first
  const result = await work(first).catch(async (error: unknown) => {
    if (!isRegisteredMeanwhile(error)) throw error
    registration = await prepare()
    return work(registration)
  })
  await welcome(c, registration.person)
  return result
}
