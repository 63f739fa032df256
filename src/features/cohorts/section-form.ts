import type { FieldProblem } from '../../lib/problem.ts'
import type { Text } from '../../lib/text.ts'
import { Day } from '../programmes/index.ts'
import { MODES, type SectionFields, type SectionTerms } from './section-acts.ts'
import { ONLINE, SECTION_REFUSAL } from './section-words.ts'
import type { Section } from './sections.ts'
import { clock, readShift, shiftText, type Rhythm } from './shift.ts'

/** What the form holds, as typed. */
export interface SectionTyped {
  readonly id: string
  readonly text: Readonly<Record<string, string>>
  readonly weekdays: readonly string[]
}

/** What may be chosen. */
export interface SectionChoices {
  readonly courses: readonly string[]
  readonly calls: readonly { readonly id: string; readonly title: Text; readonly course: string }[]
  readonly sites: readonly { readonly id: string; readonly name: Text }[]
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
  /** The entity whose sections she opens and changes, and no other's; null: she chooses. */
  readonly only: string | null
}

const FIELDS = ['title', 'title_en', 'mode', 'site', 'from', 'to', 'capacity', 'starts', 'ends', 'course', 'call', 'organisation'] as const

export function typedSection(form: FormData, id: string): SectionTyped {
  const text = Object.fromEntries(FIELDS.map((name) => [name, textOf(form, name)]))
  return { id, text, weekdays: form.getAll('weekdays').filter((value) => typeof value === 'string') }
}

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.normalize('NFC').trim().slice(0, 120) : ''
}

/** A section as the form shows it. */
export function shownSection(section: Section): SectionTyped {
  const rhythm = readShift(section.shift.es)
  return {
    id: section.id, weekdays: rhythm ? rhythm.weekdays.map(String) : [],
    text: {
      title: section.title.es, title_en: section.title.en === section.title.es ? '' : section.title.en, mode: section.mode, site: section.place ?? '',
      from: rhythm ? clock(rhythm.from) : '', to: rhythm ? clock(rhythm.to) : '', capacity: String(section.capacity), starts: section.starts, ends: section.ends,
      course: section.course, call: section.call ?? '', organisation: section.organisation ?? '',
    },
  }
}

/** What the form says, or what is wrong with it, field by field. */
export function readSection({ text, weekdays }: SectionTyped, choices: SectionChoices): { terms: SectionTerms | null; problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const wrong = (field: string, sentence: Text): null => { problems.push({ field, sentence }); return null }
  const title = text.title ? text.title : wrong('title', SECTION_REFUSAL.titleNeeded)
  const mode = MODES.find((m) => m === text.mode) ?? wrong('mode', SECTION_REFUSAL.chooseOne)
  const rhythm = readHours(text, weekdays, wrong)
  const capacity = /^\d{1,3}$/.test(text.capacity ?? '') && Number(text.capacity) >= 1 && Number(text.capacity) <= 500 ? Number(text.capacity) : wrong('capacity', SECTION_REFUSAL.capacityNeeded)
  const starts = dayOf(text.starts) ?? wrong('starts', SECTION_REFUSAL.dayNeeded)
  const ends = dayOf(text.ends) ?? wrong('ends', SECTION_REFUSAL.dayNeeded)
  if (starts && ends && ends < starts) wrong('ends', SECTION_REFUSAL.endsBefore)
  const call = text.call ? choices.calls.find((k) => k.id === text.call) ?? wrong('call', SECTION_REFUSAL.chooseOne) : null
  const course = call?.course ?? choices.courses.find((id) => id === text.course) ?? wrong('course', SECTION_REFUSAL.chooseOne)
  const who = readPlace(text, choices, mode, wrong)
  if (problems.length > 0 || !title || !mode || rhythm === undefined || !capacity || !starts || !ends || !course) return { terms: null, problems }
  const terms: SectionFields = { title: { es: title, en: text.title_en || title }, mode, shift: shiftText(rhythm), capacity, starts, ends, course, call: call?.id ?? null }
  return { terms: { terms, ...who }, problems }
}

/** Of a section in published terms: only who runs it and where. */
export function readPublished({ text }: SectionTyped, section: Section, choices: SectionChoices): { terms: SectionTerms | null; problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const wrong = (field: string, sentence: Text): null => { problems.push({ field, sentence }); return null }
  const who = readPlace(text, choices, section.mode === 'presencial' ? null : section.mode, wrong)
  return { terms: problems.length > 0 ? null : { terms: null, ...who }, problems }
}

function readPlace(text: SectionTyped['text'], choices: SectionChoices, mode: Section['mode'] | null, wrong: (field: string, sentence: Text) => null): Omit<SectionTerms, 'terms'> {
  const site = text.site ? choices.sites.find((s) => s.id === text.site)?.id ?? wrong('site', SECTION_REFUSAL.chooseOne) : null
  if (!text.site && (mode === 'presencial' || mode === 'semipresencial')) wrong('site', SECTION_REFUSAL.siteNeeded)
  const organisation = choices.only ?? (text.organisation ? choices.organisations.find((o) => o.id === text.organisation)?.id ?? wrong('organisation', SECTION_REFUSAL.chooseOne) : null)
  return { site, organisation }
}

/** null: at any hour; undefined: not readable. */
function readHours(text: SectionTyped['text'], typed: readonly string[], wrong: (field: string, sentence: Text) => null): Rhythm | null | undefined {
  const weekdays = [0, 1, 2, 3, 4, 5, 6].filter((day) => typed.includes(String(day)))
  const [from, to] = [minuteOf(text.from), minuteOf(text.to)]
  if (weekdays.length === 0) {
    if (!text.from && !text.to) return null
    wrong('weekdays', SECTION_REFUSAL.daysNeeded)
    return undefined
  }
  if (from === null || to === null || to <= from) {
    wrong(from === null ? 'from' : 'to', SECTION_REFUSAL.hoursNeeded)
    return undefined
  }
  return { weekdays, from, to }
}

function minuteOf(typed: string | undefined): number | null {
  const parts = /^(\d{1,2})[:.](\d{2})$/.exec(typed ?? '')
  const [hour, minute] = [Number(parts?.[1]), Number(parts?.[2])]
  return parts && hour < 24 && minute < 60 ? hour * 60 + minute : null
}

const dayOf = (typed: string | undefined): string | null => (Day.safeParse(typed).success ? typed ?? null : null)

/** Lower case letters, digits and hyphens of a name, with the first signs of the form's own id: the same form gives the same. */
export function slugOf(name: string, form: string): string {
  const letters = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40).replace(/-+$/, '')
  return `${letters || 's'}-${form.slice(0, 6)}`
}

/** Names of every place where a section may meet, each once. */
export function placeNames(sections: readonly Pick<Section, 'site'>[], sites: readonly { readonly name: Text }[]): Text[] {
  const found = new Map([...sections.map((s) => s.site), ...sites.map((s) => s.name), ONLINE].map((name) => [name.es, name]))
  return [...found.values()]
}
