import type { Text } from '../../lib/text.ts'

export type PhoneReading = { readonly ok: true; readonly phone: string | null } | { readonly ok: false; readonly sentence: Text }

/** Reads a Peruvian mobile as +519XXXXXXXX; empty is "I have none" (null), which is better than an invented one. */
export function readPhone(typed: string): PhoneReading {
  const bare = typed.normalize('NFKC').replace(/[\s().-]/g, '')
  if (bare === '') return { ok: true, phone: null }
  const nine = /^(?:\+?51|0051)?(9\d{8})$/.exec(bare)?.[1]
  if (!nine) {
    return { ok: false, sentence: {
      es: 'Escribe un celular: 9 números que empiezan con 9. Si no tienes, deja este espacio vacío.',
      en: 'Type a mobile number: 9 digits that begin with 9. If you have none, leave this empty.',
    } }
  }
  if (/^(\d)\1+$/.test(nine)) {
    return { ok: false, sentence: { es: 'Ese número es de relleno. Si no tienes celular, deja este espacio vacío.', en: 'That is a filler number. If you have no mobile, leave this empty.' } }
  }
  return { ok: true, phone: `+51${nine}` }
}

/** +51987654321 -> 987 654 321 */
export function shownPhone(phone: string): string {
  return phone.replace(/^\+51(\d{3})(\d{3})(\d{3})$/, '$1 $2 $3')
}
