import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../lib/root.ts'
import { matchKey } from './names.ts'

/** The date of the table beside this file; stored with every code. */
export const UBIGEO_VERSION = '2022-01'

export type Scheme = 'INEI' | 'RENIEC'

/** One district. Names are those of the table, in capitals; `inei` or `reniec` is null where that institution had no code yet. */
export interface District {
  readonly inei: string | null
  readonly reniec: string | null
  readonly department: string
  readonly province: string
  readonly district: string
}

export interface Department {
  /** INEI, two digits. */
  readonly code: string
  readonly name: string
}

interface Tables {
  readonly districts: readonly District[]
  readonly departments: readonly Department[]
  readonly byCode: Readonly<Record<Scheme, ReadonlyMap<string, District>>>
  /** Match key of the district's name -> districts. */
  readonly byName: ReadonlyMap<string, readonly District[]>
}

let tables: Tables | null = null

/** The tables of 2022-01, read once. */
export function ubigeo(): Tables {
  tables ??= readTables()
  return tables
}

function readTables(): Tables {
  const districts = rows('distrito.csv').map(([inei = '', reniec = '', department = '', province = '', district = '']): District => ({
    inei: code(inei), reniec: code(reniec), department: department.normalize('NFC'), province: province.normalize('NFC'), district: district.normalize('NFC'),
  }))
  const departments = rows('departamento.csv').map(([inei = '', , name = '']) => ({ code: inei.slice(0, 2), name }))
  const index = (scheme: 'inei' | 'reniec'): Map<string, District> => new Map(districts.flatMap((d) => (d[scheme] ? [[d[scheme], d]] : [])))
  return { districts, departments, byCode: { INEI: index('inei'), RENIEC: index('reniec') }, byName: grouped(districts) }
}

function grouped(districts: readonly District[]): Map<string, District[]> {
  const groups = new Map<string, District[]>()
  for (const d of districts) groups.set(plainKey(d.district), [...(groups.get(plainKey(d.district)) ?? []), d])
  return groups
}

function rows(file: string): string[][] {
  const text = readFileSync(join(ROOT, 'src/features/people/ubigeo', file), 'utf8')
  return text.trim().split(/\r?\n/).slice(1).map((line) => line.split(','))
}

function code(text: string): string | null {
  return /^\d{6}$/.test(text) ? text : null
}

/** People search without the tilde too, so here Ñ is N; the stored name keeps it. */
export function plainKey(text: string): string {
  return matchKey(text).replace(/Ñ/g, 'N')
}

/** What identifies a district for storing: INEI's code, the canonical one, or RENIEC's where INEI had none. */
export function districtCode(district: District): { scheme: Scheme; code: string } {
  return district.inei ? { scheme: 'INEI', code: district.inei } : { scheme: 'RENIEC', code: district.reniec ?? '' }
}

/** 'INEI:140101', the value of a choice in a form. */
export function districtValue(district: District): string {
  const { scheme, code: digits } = districtCode(district)
  return `${scheme}:${digits}`
}

export function districtByCode(scheme: Scheme, digits: string): District | null {
  return ubigeo().byCode[scheme].get(digits) ?? null
}

/** Two INEI digits of its department, by the table and never by cutting a RENIEC code. */
export function departmentOf(district: District): string {
  const found = ubigeo().departments.find((d) => d.name === district.department)
  if (!found) throw new Error(`ubigeo: no department called ${district.department}`)
  return found.code
}

/** "Chiclayo, Chiclayo, Lambayeque": province and department always, for 102 names of districts repeat. */
export function shownDistrict(district: District): string {
  return [district.district, district.province, district.department].map(titled).join(', ')
}

/** Four INEI digits of its province; where INEI has no code for the district, those of its neighbours in the same province. */
export function provinceOf(district: District): string {
  if (district.inei) return district.inei.slice(0, 4)
  const near = ubigeo().districts.find((d) => d.inei !== null && d.department === district.department && d.province === district.province)
  return near?.inei?.slice(0, 4) ?? departmentOf(district)
}

const SMALL = new Set(['de', 'del', 'la', 'las', 'los', 'el', 'y'])

/** SAN JUAN DE LURIGANCHO -> San Juan de Lurigancho */
export function titled(capitals: string): string {
  return capitals.toLowerCase().split(' ').map((word, i) => (i > 0 && SMALL.has(word) ? word : word.replace(/(^|-)\p{L}/gu, (first) => first.toUpperCase()))).join(' ')
}
