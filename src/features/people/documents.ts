import type { Text } from '../../lib/text.ts'
import { isCountry } from './countries.ts'
import { dniCheckFits, isDummyDni } from './dni.ts'
// Lengths are configuration because public systems disagree on them (DOMAIN.md 4.2): change the file, not the code.
import config from './document-types.json' with { type: 'json' }

export const DOCUMENT_TYPES = ['dni', 'ce', 'ptp', 'cpp', 'passport'] as const
export type DocumentType = (typeof DOCUMENT_TYPES)[number]

/** One identity document, normalised: upper case, no spaces, leading zeros kept; the check character is not part of it. */
export interface IdentityDocument {
  readonly type: DocumentType
  readonly number: string
  /** ISO 3166-1 alpha-2 of who issued it; PE for all but passports. */
  readonly country: string
}

export type DocumentReading =
  | { readonly ok: true; readonly document: IdentityDocument }
  | { readonly ok: false; readonly field: 'document_type' | 'document_number' | 'document_country'; readonly sentence: Text }

export function isDocumentType(text: string): text is DocumentType {
  return (DOCUMENT_TYPES as readonly string[]).includes(text)
}

export function documentTypeName(type: DocumentType): Text {
  return config[type].name
}

/** What makes two documents the same one: the text that is keyed into the HMAC. */
export function documentIdentity(document: IdentityDocument): string {
  return `${document.type}:${document.country}:${document.number}`
}

/** Enough to recognise one's own document, not enough to learn another's: DNI •••••410. */
export function maskedNumber(number: string): string {
  return '•'.repeat(Math.max(0, number.length - 3)) + number.slice(-3)
}

/** Reads type, number and (for passports) country as typed. */
export function readDocument(type: string, typed: string, country: string): DocumentReading {
  if (!isDocumentType(type)) return refuse('document_type', 'Elige tu tipo de documento.', 'Choose your kind of document.')
  const number = typed.normalize('NFKC').toUpperCase().replace(/[\s.\-–/]/g, '')
  if (number === '') return refuse('document_number', 'Escribe el número de tu documento.', 'Type the number of your document.')
  if (type === 'dni') return readDni(number)
  const rule = config[type]
  if (!/^[A-Z0-9]+$/.test(number)) {
    return refuse('document_number', 'El número del documento lleva solo letras y números, sin otros signos.', 'A document number has only letters and digits, no other signs.')
  }
  if (number.length < rule.least || number.length > rule.most) {
    const exact = rule.least === rule.most
    const sentence: Text = {
      es: `${rule.name.es}: el número tiene ${exact ? rule.least : `de ${rule.least} a ${rule.most}`} letras o números. Cuenta los que escribiste.`,
      en: `${rule.name.en}: the number has ${exact ? rule.least : `${rule.least} to ${rule.most}`} letters or digits. Count those you typed.`,
    }
    return { ok: false, field: 'document_number', sentence }
  }
  if (/^(.)\1+$/.test(number)) return dummy()
  if (rule.issuedByPeru) return { ok: true, document: { type, number, country: 'PE' } }
  const from = country.trim().toUpperCase()
  if (!isCountry(from)) return refuse('document_country', 'Elige el país que dio tu pasaporte.', 'Choose the country that issued your passport.')
  return { ok: true, document: { type, number, country: from } }
}

function readDni(number: string): DocumentReading {
  const parts = /^(\d{8})([0-9A-Z]?)$/.exec(number)
  if (!parts) {
    return /^\d{7}$/.test(number)
      ? refuse('document_number', 'El DNI tiene 8 números y escribiste 7. Si empieza con cero, escribe también el cero.', 'A DNI has 8 digits and you typed 7. If it begins with zero, type the zero too.')
      : refuse('document_number', 'El DNI tiene 8 números. Puedes agregar el carácter que va después del guion.', 'A DNI has 8 digits. You may add the character after the dash.')
  }
  const [, digits = '', check = ''] = parts
  if (isDummyDni(digits)) return dummy()
  if (check && !dniCheckFits(digits, check)) {
    return refuse('document_number', 'El carácter después del guion no corresponde a estos 8 números. Cópialos de nuevo de tu DNI.', 'The character after the dash does not fit these 8 digits. Copy them again from your DNI.')
  }
  return { ok: true, document: { type: 'dni', number: digits, country: 'PE' } }
}

function dummy(): DocumentReading {
  return refuse('document_number', 'Ese número es de relleno. Escribe el del documento, como está en la tarjeta.', 'That is a filler number. Type the one of the document, as it is on the card.')
}

function refuse(field: 'document_type' | 'document_number' | 'document_country', es: string, en: string): DocumentReading {
  return { ok: false, field, sentence: { es, en } }
}
