import type { Text } from '../../lib/text.ts'
import { type District, type Scheme, districtByCode, districtValue, plainKey, shownDistrict, ubigeo } from './ubigeo.ts'

/** A district to choose, with the name of the scheme when a bare code was typed. */
export interface DistrictChoice {
  readonly value: string
  readonly label: string
}

export type DistrictReading =
  | { readonly kind: 'found'; readonly district: District }
  /** More than one fits: the person chooses. */
  | { readonly kind: 'asked'; readonly sentence: Text; readonly choices: readonly DistrictChoice[] }
  | { readonly kind: 'unknown'; readonly sentence: Text; readonly choices: readonly DistrictChoice[] }

const MOST_CHOICES = 12

/**
 * Reads a district as people write it: "Juliaca", "Juliaca, San Román", "Juliaca, San Román, Puno", a code with its scheme
 * ("INEI 211101"), or a bare code. `choice` is the value of a choice offered before and wins when it is one.
 */
export function readDistrict(typed: string, choice: string): DistrictReading {
  const chosen = /^(INEI|RENIEC):(\d{6})$/.exec(choice)
  const found = chosen ? districtByCode(chosen[1] === 'INEI' ? 'INEI' : 'RENIEC', chosen[2] ?? '') : null
  if (found) return { kind: 'found', district: found }
  const text = typed.trim()
  if (text === '') return unknown('Escribe el distrito y la provincia, por ejemplo: Juliaca, San Román.', 'Type the district and its province, for example: Juliaca, San Román.')
  const coded = /^(?:(INEI|RENIEC)\s*[:\s]?\s*)?(\d{6})$/i.exec(text)
  if (coded) return readCode(coded[1]?.toUpperCase() as Scheme | undefined, coded[2] ?? '')
  if (/\d/.test(text)) return unknown('Un código de UBIGEO tiene 6 números. También puedes escribir el nombre: distrito, provincia.', 'A UBIGEO code has 6 digits. You can also type the name: district, province.')
  return readNames(text)
}

function readCode(scheme: Scheme | undefined, digits: string): DistrictReading {
  if (scheme) {
    const found = districtByCode(scheme, digits)
    return found ? { kind: 'found', district: found } : unknown(`El código ${digits} no existe en la tabla ${scheme}.`, `The code ${digits} is not in the ${scheme} table.`)
  }
  const inei = districtByCode('INEI', digits)
  const reniec = districtByCode('RENIEC', digits)
  if (inei && reniec && inei !== reniec) {
    const names: Text = { es: `El código ${digits} es de dos distritos: ¿INEI (${titleOf(inei)}) o RENIEC (${titleOf(reniec)})? Elige uno.`, en: `The code ${digits} belongs to two districts: INEI (${titleOf(inei)}) or RENIEC (${titleOf(reniec)})? Choose one.` }
    return { kind: 'asked', sentence: names, choices: [withScheme('INEI', inei), withScheme('RENIEC', reniec)] }
  }
  const only = inei ?? reniec
  return only ? { kind: 'found', district: only } : unknown(`El código ${digits} no existe en la tabla de distritos. Escribe el nombre: distrito, provincia.`, `The code ${digits} is not in the table of districts. Type the name: district, province.`)
}

function readNames(text: string): DistrictReading {
  const [district = '', ...above] = text.split(/\s*[,/;]\s*|\s+-\s+/).map(plainKey)
  const named = ubigeo().byName.get(district) ?? []
  const inside = named.filter((d) => above.every((name) => name === '' || [d.province, d.department].some((n) => plainKey(n) === name)))
  // "Miraflores, Lima" is the one of Lima's province of Lima, not that of Yauyos: the second name is a province before it is a department.
  const inProvince = inside.filter((d) => plainKey(d.province) === above[0])
  const exact = inProvince.length > 0 ? inProvince : inside
  if (exact.length === 1) return { kind: 'found', district: exact[0]! }
  if (exact.length > 1) {
    return { kind: 'asked', choices: choicesOf(exact), sentence: { es: 'Hay más de un distrito con ese nombre. Elige el tuyo.', en: 'There is more than one district with that name. Choose yours.' } }
  }
  const near = nearest(district, above)
  if (near.length === 0) return unknown('No encontramos ese distrito. Escribe distrito y provincia, por ejemplo: Juliaca, San Román.', 'We could not find that district. Type district and province, for example: Juliaca, San Román.')
  return { kind: 'unknown', choices: choicesOf(near), sentence: { es: 'No encontramos ese distrito tal como está escrito. ¿Es uno de estos?', en: 'We could not find that district as it is written. Is it one of these?' } }
}

/** Districts whose name begins like, holds, or is two letters away from what was typed; those of the named province first. */
function nearest(typed: string, above: readonly string[]): District[] {
  const distance = (d: District): number => {
    const key = plainKey(d.district)
    const inNamed = above.some((name) => name !== '' && [d.province, d.department].some((n) => plainKey(n) === name)) ? 0 : 0.5
    if (key.startsWith(typed)) return inNamed
    if (typed.length > 3 && ` ${key}`.includes(` ${typed}`)) return 1 + inNamed
    const letters = typed.length > 4 ? editDistance(key, typed, 2) : 9
    return letters <= 2 ? 1 + letters + inNamed : 9
  }
  return ubigeo().districts.map((d) => ({ d, far: distance(d) })).filter(({ far }) => far < 9).sort((a, b) => a.far - b.far).slice(0, MOST_CHOICES).map(({ d }) => d)
}

/** Levenshtein distance, or anything above `most` when it is larger. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]!
}

/** Districts to offer while someone types: at most twelve, as choices. */
export function suggestDistricts(typed: string): DistrictChoice[] {
  const [district = '', ...above] = typed.split(',').map(plainKey)
  return district.length < 2 ? [] : choicesOf(nearest(district, above))
}

function choicesOf(districts: readonly District[]): DistrictChoice[] {
  return districts.slice(0, MOST_CHOICES).map((d) => ({ value: districtValue(d), label: shownDistrict(d) }))
}

function withScheme(scheme: Scheme, district: District): DistrictChoice {
  return { value: districtValue(district), label: `${scheme}: ${shownDistrict(district)}` }
}

function titleOf(district: District): string {
  return shownDistrict(district).split(', ')[0] ?? ''
}

function unknown(es: string, en: string): DistrictReading {
  return { kind: 'unknown', sentence: { es, en }, choices: [] }
}
