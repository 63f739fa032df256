import type { Ctx } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'

/** The form that was posted; Problem 415 for anything else. */
export async function formOf(c: Ctx): Promise<FormData> {
  const type = c.req.header('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) {
    throw new Problem(415, 'not-a-form', { es: 'Esta dirección recibe formularios.', en: 'This address takes forms.' })
  }
  return c.req.formData()
}

/** One text field, '' when it is missing or a file. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** Where to go afterwards: only a path of ours. */
export function safeNext(next: string, otherwise: string): string {
  return /^\/(?![/\\])[^\s]*$/.test(next) ? next : otherwise
}
