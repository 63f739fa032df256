import { createHash } from 'node:crypto'
import { stringify } from 'yaml'
import { limaDay } from '../features/people/index.ts'
import { DEMO_PROGRAMME } from '../lib/config.ts'
import { ACCEPTANCE_HOURS, DAY_MS, DAYS, firstMoment, plannedCalls, type PlannedCall, type PlannedSection } from './plan.ts'
import { callText, callTitle, GROUPS, HISTORY, PUBLIC_VALUE, ruleText, SUMMARY, TITLE } from './words.ts'

const FOLDER = `programmes/${DEMO_PROGRAMME}`
/** A demo may be looked at for long. */
const STAYS_DAYS = 3650
/** The agreement and its rule end two years after they began: by then the target is to be reached. */
export const HOLDS_DAYS = 730

/** The files of the demo's programme: dates lie around the demo's own months. Path -> text. */
export function demoFiles(people: number, until: Date): Record<string, string> {
  const first = firstMoment(until)
  const day = (n: number): string => limaDay(new Date(first + n * DAY_MS))
  const text = ruleText(day(0), day(HOLDS_DAYS))
  const textFile = (lang: 'es' | 'en') => ({ file: `rule-v1.${lang}.md`, sha256: createHash('sha256').update(text[lang], 'utf8').digest('hex') })
  const rule = {
    programme: DEMO_PROGRAMME, version: 'v1', text: { es: textFile('es'), en: textFile('en') }, validity: { from: day(0), until: day(HOLDS_DAYS) },
    identity: { level: 'card' }, minutes: { course: 'base', atLeast: 48, attendance: false }, quiz: { course: 'base', mark: 14 },
    labs: [], product: { course: 'base', mark: 14 }, certificate: 'certificado',
  }
  const programme = {
    id: DEMO_PROGRAMME, title: TITLE, summary: SUMMARY, trial: true, target: people, groups: GROUPS, courses: ['base'],
    agreement: { reports: [], points: [] }, history: [{ date: day(0), text: HISTORY }],
  }
  return {
    [`${FOLDER}/programme.yaml`]: stringify(programme),
    [`${FOLDER}/rule-v1.yaml`]: stringify(rule),
    [`${FOLDER}/rule-v1.es.md`]: text.es,
    [`${FOLDER}/rule-v1.en.md`]: text.en,
    ...Object.fromEntries(plannedCalls(people).map((call) => [`${FOLDER}/calls/${call.id}.yaml`, stringify(callFile(call, day))])),
  }
}

function callFile(call: PlannedCall, day: (n: number) => string) {
  return {
    id: call.id, title: callTitle(titled(call.departmentName)), text: callText(titled(call.departmentName)),
    opens: `${day(1)}T00:00:00-05:00`, closes: `${day(STAYS_DAYS)}T23:59:59-05:00`, course: 'base',
    places: call.places, sections: call.sections.map((section, n) => sectionFile(section, n, titled(call.departmentName), day)),
    requirements: { minAge: 18, departments: null, groups: null },
    selection: { kind: 'lottery', publicValue: PUBLIC_VALUE, rounds: 'rolling', drawAt: `${day(1)}T00:00:00-05:00` },
    acceptanceHours: ACCEPTANCE_HOURS,
  }
}

const SECTION = {
  noche: { mode: 'virtual', title: ['Noche', 'Evening'], shift: ['Martes y jueves, 19:00 a 20:00', 'Tuesday and Thursday, 19:00 to 20:00'] },
  sabado: { mode: 'presencial', title: ['Sábado', 'Saturday'], shift: ['Sábado, 9:00 a 11:00', 'Saturday, 9:00 to 11:00'] },
  'a-tu-ritmo': { mode: 'a-distancia', title: ['A tu ritmo', 'At your own pace'], shift: ['A cualquier hora', 'At any hour'] },
} as const

function sectionFile(section: PlannedSection, n: number, department: string, day: (n: number) => string) {
  const { mode, title: [es, en], shift } = SECTION[section.kind]
  const site = section.kind === 'sabado'
    ? { es: `Centro de Acceso Digital, ${department} (inventado)`, en: `Digital access centre, ${department} (invented)` }
    : { es: 'En línea', en: 'Online' }
  return {
    id: section.id, title: { es: `${es} ${n + 1}, ${department}`, en: `${en} ${n + 1}, ${department}` }, mode, site, shift: { es: shift[0], en: shift[1] },
    capacity: section.capacity, starts: day(DAYS.sections), ends: day(STAYS_DAYS),
  }
}

/** SAN MARTIN -> San Martin. */
function titled(capitals: string): string {
  return capitals.toLowerCase().replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase()).replace(/\b(De|Del|La)\b/g, (word) => word.toLowerCase())
    .replace(/^\p{L}/u, (letter) => letter.toUpperCase())
}
