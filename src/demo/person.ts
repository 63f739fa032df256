import { ubigeo } from '../features/people/index.ts'
import { chance, type Chance } from './chance.ts'
import { LINES, MEN, SURNAMES, WOMEN } from './names.ts'
import { dniCheck, rucOf } from './numbers.ts'
import { DAY_MS } from './plan.ts'

export interface DemoDocument {
  readonly type: 'dni' | 'ce' | 'ptp'
  readonly number: string
}

/** An invented person: what she would type into the forms. */
export interface DemoPerson {
  readonly n: number
  readonly name: string
  readonly sex: 'female' | 'male'
  /** Whether she told it on her own page. */
  readonly tellsSex: boolean
  /** To calls and messages of her tutor. */
  readonly agrees: boolean
  /** Under 18: with a guardian. */
  readonly minor: boolean
  /** DD/MM/AAAA */
  readonly born: string
  readonly document: DemoDocument
  readonly pins: readonly string[]
  readonly phone: string
  /** `INEI:211101` */
  readonly district: string
  readonly language: string
  readonly groups: readonly string[]
  readonly ruc: string | null
  readonly line: string
}

/** Numbers from here on have not been given to anybody yet; cards of today are far below. */
const FIRST_DNI = 99_000_000
const DNI_STEP = 37

/** The mother tongues that are usual in a department besides Spanish. */
const TONGUES: Readonly<Record<string, readonly string[]>> = {
  '03': ['quy'], '05': ['quy'], '09': ['quy'], '08': ['quz'], '21': ['quz', 'ayr'], '02': ['qwh'], '01': ['agr'], '25': ['shp'], '12': ['cni'], '23': ['ayr'],
}

/** `young`: under 18 on any day of the demo. */
export function makePerson(seed: number, n: number, department: string, first: number, kind: 'adult' | 'young'): DemoPerson {
  const c = chance(seed, `person ${n}`)
  const sex = c.often(0.58) ? 'female' : 'male'
  const name = [c.one(sex === 'female' ? WOMEN : MEN), c.one(SURNAMES), ...(c.often(0.97) ? [c.one(SURNAMES)] : [])].join(' ')
  const age = kind === 'young' ? 16 : c.often(0.75) ? c.from(19, 45) : c.from(46, 71)
  const born = new Date(first - (age * 365.25 + c.from(1, 300)) * DAY_MS)
  const document = documentOf(c, n)
  const owner = c.often(0.55)
  const groups = [...(owner ? ['sme-owners'] : []), ...(age < 32 && c.often(0.7) ? ['young-professionals'] : [])]
  return {
    n, name, sex, minor: kind === 'young', tellsSex: c.often(0.65), document, groups,
    born: `${two(born.getUTCDate())}/${two(born.getUTCMonth() + 1)}/${born.getUTCFullYear()}`,
    pins: [0, 1, 2, 3].map(() => String(c.from(203_000, 989_999))), phone: `9${c.from(10_000_000, 99_999_999)}`,
    district: `INEI:${c.one(districtsOf(department))}`,
    language: c.often(0.35) ? c.one(TONGUES[department] ?? ['es']) : c.often(0.02) ? 'en' : 'es',
    ruc: owner && document.type === 'dni' && c.often(0.4) ? rucOf(document.number.slice(0, 8)) : null, line: c.one(LINES), agrees: c.often(0.7),
  }
}

/** Somebody who types another's document as her own. */
export function claiming(person: DemoPerson, document: DemoDocument): DemoPerson {
  return { ...person, document, ruc: null }
}

/** The same woman with her foreigner's card, before she had a DNI. */
export function asForeigner(person: DemoPerson, n: number): DemoPerson {
  return { ...person, n, document: { type: 'ce', number: foreign(n) }, ruc: null, pins: person.pins.map((pin) => [...pin].reverse().join('')) }
}

function documentOf(c: Chance, n: number): DemoDocument {
  const kind = c.next()
  if (kind < 0.03) return { type: 'ce', number: foreign(n) }
  if (kind < 0.045) return { type: 'ptp', number: `DEMO${String(n).padStart(6, '0')}` }
  const digits = String(FIRST_DNI + n * DNI_STEP)
  return { type: 'dni', number: `${digits}${c.often(0.5) ? dniCheck(digits) : ''}` }
}

const foreign = (n: number): string => `DEM${String(n).padStart(6, '0')}`

const districts = new Map<string, string[]>()

/** INEI codes of the districts of a department. */
function districtsOf(department: string): string[] {
  const known = districts.get(department) ?? ubigeo().districts.flatMap((d) => (d.inei?.startsWith(department) ? [d.inei] : []))
  districts.set(department, known)
  return known
}

const two = (n: number): string => String(n).padStart(2, '0')
