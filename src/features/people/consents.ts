import { sql } from 'kysely'
import type { Db, Tx } from '../../lib/database.ts'
import { groupBy } from '../../lib/group-by.ts'
import { fill, type Text } from '../../lib/text.ts'
import type { Draft } from '../../record/statement.ts'
import { consented, consentWithdrawn, type ConsentChannel, type Subject } from './statements.ts'
import './tables.ts'

/** What one may consent to. `programme` is needed to take part; the others are asked apart and may be taken back at any time. */
export const PURPOSES = ['programme', 'messages', 'follow-up', 'news', 'sensitive'] as const
export type Purpose = (typeof PURPOSES)[number]

/** Raised when a text below changes in meaning: a consent is to a version. */
export const CONSENT_VERSION = '2026-11'

export const CONSENT_TEXT: Readonly<Record<Purpose, { readonly title: Text; readonly text: Text }>> = {
  programme: {
    title: { es: 'Uso de mis datos en el programa', en: 'Use of my data in the programme' },
    text: {
      es: 'Acepto que el programa guarde los datos que escribo aquí para inscribirme, enseñarme, evaluarme y darme mi certificado. Mi documento sirve para contarme una sola vez y no se publica. Puedo ver, corregir y llevarme mis datos cuando quiera (Ley 29733).',
      en: 'I accept that the programme keeps the data I type here to enrol me, teach me, assess me and give me my certificate. My document is used to count me only once and is not published. I can see, correct and take away my data whenever I want (Law 29733).',
    },
  },
  messages: {
    title: { es: 'Llamadas y mensajes de mi tutoría', en: 'Calls and messages from my tutor' },
    text: {
      es: 'Acepto que mi tutora o tutor me llame o me escriba (WhatsApp o SMS) mientras dura el curso.',
      en: 'I accept that my tutor calls me or writes to me (WhatsApp or SMS) while the course lasts.',
    },
  },
  'follow-up': {
    title: { es: 'Seguimiento después del curso', en: 'Follow-up after the course' },
    text: {
      es: 'Acepto que me llamen a los 90 y 180 días para preguntarme si el curso me sirvió.',
      en: 'I accept to be called after 90 and 180 days and asked whether the course was useful.',
    },
  },
  news: {
    title: { es: 'Avisos de otros cursos', en: 'News of other courses' },
    text: { es: 'Acepto que me avisen de otros cursos gratuitos.', en: 'I accept to be told of other free courses.' },
  },
  sensitive: {
    title: { es: 'Si tengo una discapacidad', en: 'Whether I have a disability' },
    text: {
      es: 'Acepto que el programa guarde, aparte, si tengo una discapacidad. Solo yo lo veo. Si retiro este permiso, se borra.',
      en: 'I accept that the programme keeps, apart, whether I have a disability. Only I see it. If I take this back, it is erased.',
    },
  },
}

export function isPurpose(text: string): text is Purpose {
  return (PURPOSES as readonly string[]).includes(text)
}

export interface Consent {
  readonly purpose: string
  readonly version: string
  readonly language: string
  /** How it came; null where that was not noted yet. */
  readonly channel: ConsentChannel | null
  readonly given: Date
  readonly withdrawn: Date | null
}

export async function consentsOf(db: Db, person: string): Promise<Consent[]> {
  return db.selectFrom('consent').select(['purpose', 'version', 'language', 'channel', 'given', 'withdrawn']).where('person', '=', person).orderBy('given').execute()
}

/** The consents of many persons that stand now; who has none is absent. */
export async function standingConsents(db: Db, persons: readonly string[]): Promise<Map<string, (Consent & { readonly person: string })[]>> {
  const rows = await db.selectFrom('consent').select(['person', 'purpose', 'version', 'language', 'channel', 'given', 'withdrawn'])
    .where('person', '=', sql<string>`any(${[...persons]}::uuid[])`).where('withdrawn', 'is', null).orderBy('given').execute()
  return groupBy(rows, (row) => row.person)
}

/** Whether a consent to this purpose stands now. */
export async function hasConsented(db: Db, person: string, purpose: Purpose): Promise<boolean> {
  return (await consentsOf(db, person)).some((c) => c.purpose === purpose && c.withdrawn === null)
}

/** Notes a consent given on a page of ours and returns what the record says of it in each programme of hers. */
export async function giveConsent(tx: Tx, person: string, subjects: readonly Subject[], purpose: Purpose, language: string, now: Date): Promise<Draft[]> {
  if (await hasConsented(tx, person, purpose)) return []
  await tx.insertInto('consent').values({ person, purpose, version: CONSENT_VERSION, language, channel: 'page', given: now, withdrawn: null }).execute()
  return subjects.map((subject) => consented(subject, { purpose, version: CONSENT_VERSION, language, channel: 'page' }))
}

/** Takes a consent back; what the law or the agreement makes us keep is kept, and the page says so. */
export async function withdrawConsent(tx: Tx, person: string, subjects: readonly Subject[], purpose: Purpose, now: Date): Promise<Draft[]> {
  const rows = await tx.updateTable('consent').set({ withdrawn: now }).where('person', '=', person).where('purpose', '=', purpose)
    .where('withdrawn', 'is', null).returning('version').execute()
  return rows.flatMap(({ version }) => subjects.map((subject) => consentWithdrawn(subject, purpose, version)))
}

/** "aceptado el 02/03/2026 (versión 2026-11)" */
export function shownConsent(version: string, day: string): Text {
  return fill({ es: 'aceptado el {day} (versión {version})', en: 'accepted on {day} (version {version})' }, { day, version })
}
