/** Check digits of invented numbers, so that the forms take them (DOMAIN.md 4.2; python-stdnum pe.cui, pe.ruc). */
const sum = (digits: string, weights: readonly number[]): number => weights.reduce((all, w, i) => all + w * Number(digits[i]), 0)

export function dniCheck(digits: string): string {
  return '65432110987'.charAt(sum(digits, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)
}

/** The RUC of a person with a business: 10, her DNI, a check digit. */
export function rucOf(dni: string): string {
  const body = `10${dni}`
  return `${body}${(11 - (sum(body, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 10}`
}
