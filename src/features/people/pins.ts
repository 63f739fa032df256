import type { Text } from '../../lib/text.ts'

/** Six-digit numbers that lists of leaked PINs begin with and that no rule below catches. */
const COMMON = new Set(('159753 147258 258369 369258 147369 741852 852963 159357 789456 456789 520520 131452 142536 696969 420420 ' +
  '111222 123654 147852 951753 753951 007007 101010 102030 112358 314159 141421 271828').split(' '))

export interface PinOwner {
  /** ISO day. */
  readonly born: string
  readonly documentNumber: string
  readonly phone: string | null
}

/** Why a PIN may not be chosen, or null when it may. */
export function pinProblem(pin: string, owner: PinOwner): Text | null {
  if (!/^\d{6}$/.test(pin)) return { es: 'La clave tiene 6 números.', en: 'The PIN has 6 digits.' }
  if (isTrivial(pin)) return { es: 'Esa clave es de las primeras que alguien probaría. Elige otra menos fácil de adivinar.', en: 'That PIN is one of the first anyone would try. Choose one that is harder to guess.' }
  if (bornForms(owner.born).has(pin)) return { es: 'No uses tu fecha de nacimiento como clave: otras personas la conocen. Elige otra.', en: 'Do not use your birth date as your PIN: other people know it. Choose another.' }
  if (owner.documentNumber.includes(pin) || owner.phone?.includes(pin)) {
    return { es: 'No uses números de tu documento ni de tu celular como clave. Elige otra.', en: 'Do not use digits of your document or your phone as your PIN. Choose another.' }
  }
  return null
}

/** One digit, two or three digits repeated, runs up or down, mirrored, pairs, keypad patterns, known favourites. */
function isTrivial(pin: string): boolean {
  if (/^(\d)\1{5}$/.test(pin) || /^(\d\d)\1\1$/.test(pin) || /^(\d{3})\1$/.test(pin) || /^(\d)\1(\d)\2(\d)\3$/.test(pin) || /^(\d)\1\1(\d)\2\2$/.test(pin)) return true
  if ([...pin].reverse().join('') === pin) return true
  const steps = [...pin].slice(1).map((digit, i) => (Number(digit) - Number(pin[i]) + 10) % 10)
  if (steps.every((step) => step === steps[0])) return true
  return COMMON.has(pin)
}

/** Every six digits that a birth date makes: DDMMYY, MMDDYY, YYMMDD, YYDDMM, DDYYYY, MMYYYY, YYYYMM, YYYYDD. */
function bornForms(born: string): ReadonlySet<string> {
  const [year = '', month = '', day = ''] = born.split('-')
  const yy = year.slice(2)
  return new Set([day + month + yy, month + day + yy, yy + month + day, yy + day + month, day + year, month + year, year + month, year + day])
}
