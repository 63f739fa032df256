import type { Ctx } from '../../feature.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** As much as anybody writes into one field. */
const MOST = 4000

/** The text fields of the form that was posted; '' for what is missing or a file. */
export async function fieldsOf(c: Ctx): Promise<(name: string) => string> {
  const body = await c.req.parseBody()
  return (name) => {
    const value = body[name]
    return typeof value === 'string' ? value.slice(0, MOST) : ''
  }
}

/** The id that came with the form, or a new one where somebody sent none. */
export const idOf = (typed: string): string => (UUID.test(typed) ? typed : crypto.randomUUID())
export const isId = (text: string): boolean => UUID.test(text)
