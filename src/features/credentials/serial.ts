/** Crockford's base 32: no I, L, O, U, so that a serial read aloud or typed from paper comes through. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 80 random bits: guessing one of 20,000 serials takes 10^19 tries. */
export const SERIAL_BYTES = 10
const DIGITS = 16

/** 10 bytes -> 'ABCD-EFGH-JKMN-PQRS'. */
export function serialText(bytes: Uint8Array): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  const digits = (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET.charAt(parseInt(five, 2))).join('')
  return (digits.match(/.{4}/g) ?? []).join('-')
}

/** The serial in its one written form, from what a person typed (small letters, spaces, O for 0, I or L for 1), or null. */
export function readSerial(typed: string): string | null {
  const digits = typed.toUpperCase().replace(/[\s\-–—.]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  if (digits.length !== DIGITS || [...digits].some((d) => !ALPHABET.includes(d))) return null
  return (digits.match(/.{4}/g) ?? []).join('-')
}

/** 'ABCD-EFGH-JKMN-PQRS' -> 10 bytes; the text must be in written form. */
export function serialBytes(text: string): Uint8Array {
  const bits = [...text.replaceAll('-', '')].map((d) => ALPHABET.indexOf(d).toString(2).padStart(5, '0')).join('')
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (eight) => parseInt(eight, 2))
}
