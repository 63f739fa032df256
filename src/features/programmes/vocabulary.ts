import { NS, type Activity } from '../../record/statement.ts'

/**
 * The words a counting rule reads: every verb of FACTS.md. The features write them, the rule reads them, docs/statements.md
 * explains them. `fact`: may also come from the person's own session. `act`: only from a command in this process.
 */
const WORDS = {
  enrolled: 'act', withdrew: 'act', reEntered: 'act',
  identityChecked: 'act', conflictFound: 'act', conflictResolved: 'act', merged: 'act', split: 'act', died: 'act',
  resided: 'fact', grouped: 'fact',
  completed: 'fact', attended: 'act',
  quizScored: 'act', labGraded: 'act', productGraded: 'act', annulled: 'act',
  proposed: 'act', approved: 'act', issued: 'act',
  revoked: 'act', suspended: 'act', reinstated: 'act', superseded: 'act',
  ruleSigned: 'act',
} as const

type Word = keyof typeof WORDS

/** identityChecked -> https://w3id.org/yachay/verbs/identity-checked */
export const verbIri = (word: string): string => `${NS}verbs/${word.replace(/[A-Z]/g, (c) => '-' + c.toLowerCase())}`

export const VERB = Object.fromEntries(Object.keys(WORDS).map((w) => [w, verbIri(w)])) as Record<Word, string>

/** Every verb under our namespace is one of ours; those not listed as facts by a feature are closed to /xapi. */
export const VERBS_READ_BY_RULES: readonly string[] = Object.values(VERB)

export type ActivityKind =
  | 'sections' | 'units' | 'quizzes' | 'labs' | 'products' | 'credentials' | 'enrolments' | 'rules' | 'calls'
  | 'applications' | 'departments' | 'groups' | 'identity' | 'sessions' | 'consents' | 'sites' | 'agreements' | 'organisations' | 'releases' | 'ties'
  | 'data-requests' | 'incidents' | 'findings' | 'audits'

/** https://w3id.org/yachay/<tenant>/<kind>/<id> */
export function activity(tenant: string, kind: ActivityKind, id: string): Activity {
  return { objectType: 'Activity', id: `${NS}${tenant}/${kind}/${encodeURIComponent(id)}` }
}

/** The id inside an activity IRI of ours: its last segment. */
export function activityName(iri: string): string {
  return decodeURIComponent(iri.slice(iri.lastIndexOf('/') + 1))
}
