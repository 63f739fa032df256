import type { House } from '../../feature.ts'
import { entriesOf, sessionsOf } from '../attendance/index.ts'
import { limaDay, sectionMembers, type Enrolment, type Section } from '../cohorts/index.ts'
import { documentsOf, personsOf, profilesOf, staffNames, type IdentityDocument, type Profile } from '../people/index.ts'
import { COLUMNS, type Kind } from './kinds.ts'
import { notedMarks } from './noted-mark.ts'
import type { Evaluation } from './statements.ts'

/** What a section can be downloaded as; closing minutes are an entity's own paper. */
export const EXPORTED = ['padron', 'asistencia', 'notas'] as const satisfies readonly Kind[]

type Cells = Readonly<Record<string, string | number | null>>
interface Member { readonly enrolment: Enrolment; readonly profile: Profile | undefined; readonly document: IdentityDocument | undefined; readonly number: string }

/** Rows in the order of the template's columns. `clear`: whole document numbers; else their last three signs. */
export async function rowsToExport(house: House, tenant: string, section: Section, kind: (typeof EXPORTED)[number], clear: boolean): Promise<(string | number | null)[][]> {
  const members = await membersOf(house, tenant, section, clear)
  const rows = kind === 'padron' ? members.map((m) => padronRow(section, m, clear)) : kind === 'asistencia' ? await classRows(house, tenant, section, members) : await markRows(house, tenant, members)
  return rows.map((cells) => COLUMNS[kind].map((column) => cells[column.key] ?? null))
}

async function membersOf(house: House, tenant: string, section: Section, clear: boolean): Promise<Member[]> {
  const enrolments = await sectionMembers(house.db, tenant, section.id)
  const persons = await personsOf(house.db, tenant, enrolments.map((e) => e.agent))
  const [profiles, documents] = [await profilesOf(house, house.db, [...persons.values()]), await documentsOf(house, [...persons.values()])]
  return enrolments.map((enrolment) => {
    const person = persons.get(enrolment.agent) ?? ''
    const document = documents.get(person)
    return { enrolment, profile: profiles.get(person), document, number: document ? (clear ? document.number : `…${document.number.slice(-3)}`) : '' }
  }).toSorted((a, b) => (a.profile?.name ?? '').localeCompare(b.profile?.name ?? '', 'es'))
}

const TYPE: Readonly<Record<IdentityDocument['type'], string>> = { dni: 'DNI', ce: 'CE', ptp: 'PTP', cpp: 'CPP', passport: 'PASAPORTE' }
const SEX = { female: 'F', male: 'M', other: 'Otro' } as const
const GROUP = { 'young-professionals': 'jóvenes', 'sme-owners': 'mype' } as const

/** A tutor needs names and phones, not birth dates and homes. */
function padronRow(section: Section, { enrolment, profile, document, number }: Member, clear: boolean): Cells {
  const name = splitName(profile?.name ?? '')
  return {
    tipo_doc: document ? (document.type === 'passport' ? `PASAPORTE ${document.country}` : TYPE[document.type]) : null, nro_doc: number, ...name,
    celular: profile?.phone ?? null, lengua: profile?.language ?? null, codigo_grupo: section.id, fecha_matricula: limaDay(enrolment.entered),
    ...(clear && profile ? {
      fecha_nac: profile.born, sexo: profile.sex ? SEX[profile.sex] : null, ubigeo_res: profile.district.code, esquema: profile.district.scheme,
      ruc: profile.firm?.ruc ?? null, rubro_ciiu: profile.firm?.line ?? null, grupo_meta: profile.groups.map((g) => GROUP[g]).join(', '),
    } : {}),
  }
}

/** Names are kept whole: the last two words are taken for surnames, as a list needs them somewhere. */
function splitName(name: string): Cells {
  const words = name.split(' ')
  if (words.length < 3) return { nombres: words[0] ?? '', ap_paterno: words[1] ?? '' }
  return { nombres: words.slice(0, -2).join(' '), ap_paterno: words.at(-2) ?? '', ap_materno: words.at(-1) ?? '' }
}

async function classRows(house: House, tenant: string, section: Section, members: readonly Member[]): Promise<Cells[]> {
  const rows: Cells[] = []
  for (const session of (await sessionsOf(house.db, tenant, section.id)).filter((s) => !s.cancelled).toReversed()) {
    const entries = await entriesOf(house.db, tenant, session.session)
    for (const { enrolment, number } of members) {
      const entry = entries.get(enrolment.enrolment)
      if (!entry) continue
      rows.push({
        codigo_grupo: section.id, fecha: limaDay(session.starts), hora_ini: limaHour(session.starts), hora_fin: limaHour(session.ends), nro_doc: number, estado: entry.mark,
        medio: entry.source === 'qr' ? 'QR' : 'firma', observacion: entry.standing === 'waiting' ? 'Espera a la segunda persona' : null,
      })
    }
  }
  return rows
}

/** Lima is UTC−5, without daylight saving. */
function limaHour(at: Date): string {
  return new Date(at.getTime() - 5 * 3_600_000).toISOString().slice(11, 16)
}

const EVALUATION: Readonly<Record<Evaluation, string>> = { entry: 'entrada', process: 'proceso', product: 'producto', final: 'final' }

async function markRows(house: House, tenant: string, members: readonly Member[]): Promise<Cells[]> {
  const marks = await notedMarks(house.db, tenant, members.map((m) => m.enrolment.enrolment))
  const names = await staffNames(house.db, marks.map((m) => m.grader))
  const numbers = new Map(members.map((m) => [m.enrolment.enrolment, m.number]))
  return marks.map((m) => ({ nro_doc: numbers.get(m.enrolment) ?? '', evaluacion: EVALUATION[m.evaluation], nota: m.mark, intento: m.attempt, evaluador: names.get(m.grader) ?? '' }))
}
