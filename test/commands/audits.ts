import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { sha256 } from '../../src/features/audits/sample.ts'
import { pseudonymKey, pseudonymOf as pseudonymIn } from '../../src/features/log/index.ts'
import { enrolledRoots, verbIri } from '../../src/features/programmes/index.ts'
import { RECOUNT } from '../../src/features/releases/index.ts'
import { head } from '../../src/record/read.ts'
import { actingStaff, type Acting } from '../acting.ts'
import { auditOf, HOLDS, judgedAsHolding, pseudonymOf, SOURCE, VALUE } from '../audits.ts'
import { addCounted, many } from '../office/counted.ts'
import { learner, notStaff, OFFICE, type Learner, type Place } from './place.ts'
import { rows, said, type Row, type Wrong } from './row.ts'

const PATH = `${OFFICE}/audits`
const CALLS = `${OFFICE}/audit-calls`
const MONTH = '2025-11'

const notAuditors = (place: Place): Wrong[] => notStaff(place, 'executor', 'approver', 'tutor').filter(({ who }) => who !== 'auditor')
const colleague = (place: Place): Promise<Acting> => actingStaff(place.house, 'Olga Audita', ['auditor'])

/** A published cut in which one person counts. */
async function cut({ house }: Place): Promise<string> {
  await addCounted(house, 'piloto', '2026-02-03T15:00:00Z', many(1, { district: '211101', sex: 'female' }))
  const pos = await head(house.db, 'piloto')
  const name = `${MONTH}.1`
  const [root = ''] = await enrolledRoots(house.db, 'piloto', pos)
  const text = `pseudonym,level,entry\r\n${pseudonymIn(pseudonymKey(house.keys, 'piloto', name), root)},3,0\r\n`
  const { numInsertedOrUpdatedRows } = await house.db.insertInto('data_release').values({
    tenant: 'piloto', month: MONTH, revision: 1, pos, rule: 'x', definitions: 'x', state: 'published', prepared: house.clock(), prepared_by: null, published: house.clock(), published_by: null,
    reasons: [], files: '{"release.json": "{}"}', hashes: JSON.stringify({ [RECOUNT]: sha256(text) }), hidden: [], opened: [],
  }).onConflict((oc) => oc.doNothing()).executeTakeFirst()
  if (numInsertedOrUpdatedRows === 1n) await house.db.insertInto('data_release_recount').values({ tenant: 'piloto', month: MONTH, revision: 1, text }).execute()
  return name
}

interface Sampled { readonly her: Learner; readonly audit: string; readonly pseudonym: string }

/** A drawn sample of one person, who agreed to be called. */
async function sampled(place: Place): Promise<Sampled> {
  const her = await learner(place.house)
  await her.post('/me/data/consents', { purposes: ['follow-up'] })
  const audit = await auditOf(place.house, [her.agent], { by: randomUUID(), value: VALUE })
  return { her, audit, pseudonym: await pseudonymOf(place.house, audit, her.agent) }
}

export const audits: readonly Row[] = [
  {
    route: 'POST /office/:programme/audits',
    prepare: async (place) => {
      const id = randomUUID()
      return {
        by: place.staff.auditor, wrong: notAuditors(place), path: PATH, page: `${PATH}/new`,
        fields: { id, cut: await cut(place), tolerable: 'own', size: '1', source: SOURCE },
        effect: { frozen: said(verbIri('auditFrozen'), { object: id }), lines: rows('audit_frame', sql`audit = ${id} and pseudonym = (select min(pseudonym) from audit_frame where audit = ${id})`) },
      }
    },
  },
  {
    route: 'POST /office/:programme/audits/:audit/draw',
    prepare: async (place) => {
      const { agent } = await learner(place.house)
      const id = await auditOf(place.house, [agent], { by: randomUUID(), value: null })
      return {
        by: place.staff.auditor, also: { by: await colleague(place) }, wrong: notAuditors(place), path: `${PATH}/${id}/draw`, page: `${PATH}/${id}`, fields: { value: VALUE },
        effect: { drawn: said(verbIri('auditDrawn'), { object: id }), sample: rows('audit_person', sql`audit = ${id}`) },
      }
    },
  },
  {
    route: 'POST /office/:programme/audits/:audit/people/:pseudonym',
    prepare: async (place) => {
      const { audit, pseudonym } = await sampled(place)
      const path = `${PATH}/${audit}/people/${pseudonym}`
      return {
        by: place.staff.auditor, wrong: notAuditors(place), path, page: path, fields: { id: randomUUID(), ...HOLDS, attendance: 'attendance:one-trace', text: 'La lista de la sede no la nombra.' },
        effect: { judged: said(verbIri('auditJudged'), { object: audit }), texts: rows('duty_text', sql`about = (select judgement from audit_person where audit = ${audit})`) },
      }
    },
  },
  {
    route: 'POST /office/:programme/audits/:audit/end',
    prepare: async (place) => {
      const { audit } = await sampled(place)
      await judgedAsHolding(place.house, place.staff.auditor, audit)
      return {
        by: place.staff.auditor, also: { by: await colleague(place) }, wrong: notAuditors(place), path: `${PATH}/${audit}/end`, page: `${PATH}/${audit}`, fields: { how: 'closed' },
        effect: { ended: said(verbIri('auditEnded'), { object: audit }), closed: rows('audit', sql`audit = ${audit} and state = 'closed'`) },
      }
    },
  },
  {
    route: 'POST /office/:programme/audit-calls/:audit/:pseudonym',
    prepare: async (place) => {
      const { audit, pseudonym } = await sampled(place)
      const path = `${CALLS}/${audit}/${pseudonym}`
      return {
        by: await actingStaff(place.house, 'Lidia Llama', ['caller']), wrong: notStaff(place, 'executor', 'approver', 'tutor'), path, page: path,
        fields: { id: randomUUID(), channel: 'phone-call', answer: 'reached', confirms: ['course', 'hours', 'name'] }, effect: { called: said(verbIri('auditCalled'), { object: audit }) },
      }
    },
  },
  {
    route: 'POST /office/:programme/audit-calls/:audit/:pseudonym/phone',
    prepare: async (place) => {
      const { her, audit, pseudonym } = await sampled(place)
      const page = `${CALLS}/${audit}/${pseudonym}`
      return {
        by: await actingStaff(place.house, 'Lidia Llama', ['caller']), wrong: notStaff(place, 'executor', 'approver', 'tutor'), path: `${page}/phone`, page,
        effect: { looks: rows('staff_log', sql`person = ${her.id} and action = 'phone-seen'`) },
      }
    },
    again: { adds: { looks: 1 }, why: 'each look at the number is a look, and is logged' },
  },
]
