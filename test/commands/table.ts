import { agreement } from './agreement.ts'
import { attendance } from './attendance.ts'
import { audits } from './audits.ts'
import { calls } from './calls.ts'
import { clients } from './clients.ts'
import { cohorts } from './cohorts.ts'
import { courses } from './courses.ts'
import { credentials } from './credentials.ts'
import { documents } from './documents.ts'
import { duplicates } from './duplicates.ts'
import { duties } from './duties.ts'
import { findings } from './findings.ts'
import { imports } from './imports.ts'
import { labs } from './labs.ts'
import { peopleIdentity } from './people-identity.ts'
import { peopleOwn } from './people-own.ts'
import { peopleStaff } from './people-staff.ts'
import { phones } from './phones.ts'
import { products } from './products.ts'
import { programmes } from './programmes.ts'
import { quizzes } from './quizzes.ts'
import { record } from './record.ts'
import { registries } from './registries.ts'
import { parallel } from './parallel.ts'
import { releases } from './releases.ts'
import type { Row } from './row.ts'
import { ties } from './ties.ts'
import { tutoring } from './tutoring.ts'

/** Every command of the house. */
export const ROWS: readonly Row[] = [
  ...programmes, ...agreement, ...peopleOwn, ...peopleIdentity, ...duplicates, ...registries, ...ties, ...peopleStaff, ...clients, ...phones, ...cohorts, ...attendance, ...calls, ...courses, ...quizzes, ...labs, ...products, ...tutoring, ...credentials, ...imports, ...record, ...releases, ...parallel, ...documents, ...duties, ...findings, ...audits,
]

/** Routes that answer a POST and change nothing, each with why it is no GET. commands.test.ts sees that they change nothing. */
export const NO_COMMAND: Readonly<Record<string, { readonly why: string; readonly fields?: Readonly<Record<string, string>>; readonly body?: () => object }>> = {
  'POST /office/:programme/people': { why: 'a search: a name or a number does not belong into an address', fields: { q: 'quispe' } },
  'POST /office/:programme/calls/:call/applications/search': { why: 'a search: a name does not belong into an address', fields: { q: 'quispe' } },
  'POST /office/:programme/certificates/issued': { why: 'a search: a name does not belong into an address', fields: { q: 'quispe', month: '' } },
  'POST /office/reset': { why: 'a search by document number', fields: { document_type: 'dni', document_number: '41000007' } },
  'POST /v/many': { why: 'checks a list of serials that somebody pastes or uploads', fields: { rows: '0000-0000-0000-0000' } },
  'POST /credentials/verify': { why: 'checks a credential that another program sends', body: () => ({ verifiableCredential: { '@context': [], type: [] } }) },
  'POST /presentations/verify': { why: 'checks a presentation that another program sends', body: () => ({ verifiablePresentation: { '@context': [], type: [] } }) },
  'POST /v': { why: 'checks a certificate that somebody pastes or uploads', fields: { text: 'nada' } },
}
