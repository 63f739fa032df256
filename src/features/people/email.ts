import { z } from 'zod'
import type { Text } from '../../lib/text.ts'

export type EmailReading = { readonly ok: true; readonly email: string | null } | { readonly ok: false; readonly sentence: Text }

/** As long as a mail server takes one. */
export const LONGEST_EMAIL = 254

/** Reads an e-mail address; empty is "I have none" (null). Its domain is the same in small letters, the name before it may not be. */
export function readEmail(typed: string): EmailReading {
  const bare = typed.normalize('NFKC').trim()
  if (bare === '') return { ok: true, email: null }
  if (bare.length > LONGEST_EMAIL || !z.email().safeParse(bare).success) {
    return { ok: false, sentence: {
      es: 'Escribe un correo completo, por ejemplo rosa@example.org. Si no tienes, deja este espacio vacío.',
      en: 'Type a complete e-mail address, for example rosa@example.org. If you have none, leave this empty.',
    } }
  }
  const at = bare.lastIndexOf('@')
  return { ok: true, email: bare.slice(0, at) + bare.slice(at).toLowerCase() }
}
