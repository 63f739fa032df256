const WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2]
const DIGITS = '65432110987'
const LETTERS = 'KJIHGFEDCBA'

/**
 * Both check characters of an eight-digit DNI: the digit of today's cards and the letter of cards up to 14 August 2007.
 * They prove the typing, not that the person exists. Formula: python-stdnum pe.cui.
 */
export function dniCheckCharacters(digits: string): { readonly digit: string; readonly letter: string } {
  const c = WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11
  return { digit: DIGITS.charAt(c), letter: LETTERS.charAt(c) }
}

/** Whether `character` (digit or letter, any case) is what a card with these eight digits carries after them. */
export function dniCheckFits(digits: string, character: string): boolean {
  const { digit, letter } = dniCheckCharacters(digits)
  return character === digit || character.toUpperCase() === letter
}

/** Numbers people type when they do not want to give theirs: one digit eight times, or 12345678. */
export function isDummyDni(digits: string): boolean {
  return /^(\d)\1{7}$/.test(digits) || digits === '12345678'
}
