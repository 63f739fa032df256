import type { Text } from '../../lib/text.ts'

const LONGEST = 120

export type NameReading = { readonly ok: true; readonly name: string } | { readonly ok: false; readonly sentence: Text }

/**
 * A full name in one field, as Peru has them: given names and one or two surnames, "de" forms, Ñ, apostrophes and hyphens.
 * Kept as typed (NFC, single spaces). `oneWord`: some foreign passports carry a single name.
 */
export function readFullName(typed: string, oneWord = false): NameReading {
  const name = typed.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (name === '') return refuse('Escribe tus nombres y apellidos, como están en tu documento.', 'Type your given names and surnames, as they are in your document.')
  if ([...name].length > LONGEST) return refuse(`El nombre tiene más de ${LONGEST} letras. Escríbelo como está en tu documento.`, `The name has more than ${LONGEST} letters. Type it as it is in your document.`)
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u200d|\ufe0f/u.test(name)) {
    return refuse('El nombre lleva solo letras: quita los dibujos (emoji).', 'A name has only letters: remove the pictures (emoji).')
  }
  if (/\p{N}/u.test(name)) return refuse('El nombre lleva solo letras: quita los números.', 'A name has only letters: remove the digits.')
  if (!/^[\p{Script=Latin}\p{M} '’.·-]+$/u.test(name)) {
    return refuse('El nombre lleva letras, espacios, guiones y apóstrofos. Quita los otros signos.', 'A name has letters, spaces, hyphens and apostrophes. Remove the other signs.')
  }
  const words = name.split(' ').filter((word) => /\p{L}/u.test(word))
  if (words.length < (oneWord ? 1 : 2) || name.replace(/\P{L}/gu, '').length < 3) {
    return refuse('Escribe tus nombres y por lo menos un apellido.', 'Type your given names and at least one surname.')
  }
  return { ok: true, name }
}

/** The form in which two spellings of a name are compared: upper case, no accents, but Ñ stays a letter of its own. */
export function matchKey(text: string): string {
  const plain = (part: string): string => part.normalize('NFD').replace(/\p{M}/gu, '')
  return text.normalize('NFC').toUpperCase().split('Ñ').map(plain).join('Ñ').replace(/[^\p{L}\p{N} ]/gu, ' ').replace(/\s+/g, ' ').trim()
}

/** The same name whichever came first, surnames or given names: the words of the match key, sorted. */
export function nameLikeness(name: string): string {
  return matchKey(name).split(' ').sort().join(' ')
}

/** The words by which a name is found: as the match key, but a typed n also finds ñ, as keyboards differ. */
export function nameWords(text: string): string[] {
  return matchKey(text).replace(/Ñ/g, 'N').split(' ').filter((word) => word !== '')
}

/** Whether every typed word begins a word of the name: "quisp ros" finds "Rosa Quispe". */
export function nameFits(name: string, query: string): boolean {
  const words = nameWords(name)
  return nameWords(query).every((part) => words.some((word) => word.startsWith(part)))
}

function refuse(es: string, en: string): NameReading {
  return { ok: false, sentence: { es, en } }
}
