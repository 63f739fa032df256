import type { Text } from '../../lib/text.ts'

const WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
/** 10 a person with DNI; 15, 16 and 17 other natural persons; 20 a company. */
const PREFIXES = ['10', '15', '16', '17', '20']

export type RucReading =
  | { readonly ok: true; readonly ruc: string }
  | { readonly ok: false; readonly sentence: Text }

/** The last digit of a RUC from its first ten. Formula: python-stdnum pe.ruc. */
export function rucCheckDigit(ten: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(ten[i]), 0)
  return String((11 - (sum % 11)) % 10)
}

/** The DNI inside a RUC that begins with 10 (digits 3 to 10), else null. */
export function dniInRuc(ruc: string): string | null {
  return ruc.startsWith('10') ? ruc.slice(2, 10) : null
}

/** Reads a typed RUC; `dni` is the applicant's own, when she has one: her RUC 10 must carry it. */
export function readRuc(typed: string, dni: string | null): RucReading {
  const ruc = typed.replace(/[\s.-]/g, '')
  if (!/^\d{11}$/.test(ruc)) {
    return refuse('El RUC tiene 11 números. Si tu negocio no tiene RUC, marca "sin RUC".', 'A RUC has 11 digits. If your business has none, tick "no RUC".')
  }
  if (!PREFIXES.includes(ruc.slice(0, 2))) {
    return refuse('Un RUC empieza con 10, 15, 16, 17 o 20. Revisa los primeros números.', 'A RUC begins with 10, 15, 16, 17 or 20. Check the first digits.')
  }
  if (rucCheckDigit(ruc.slice(0, 10)) !== ruc[10]) {
    return refuse('El último número del RUC no corresponde a los demás. Cópialo de nuevo, número por número.', 'The last digit of the RUC does not fit the others. Copy it again, digit by digit.')
  }
  if (dni && dniInRuc(ruc) && dniInRuc(ruc) !== dni) {
    return refuse('Un RUC que empieza con 10 lleva dentro el DNI de su dueña o dueño, y este lleva otro DNI. Revisa los dos números.', 'A RUC that begins with 10 holds its owner\'s DNI, and this one holds another DNI. Check both numbers.')
  }
  return { ok: true, ruc }
}

function refuse(es: string, en: string): RucReading {
  return { ok: false, sentence: { es, en } }
}
