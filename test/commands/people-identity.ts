import { sql } from 'kysely'
import { documentKey } from '../../src/features/people/sealing.ts'
import { VERB } from '../../src/features/programmes/index.ts'
import { actingStaff, type Acting } from '../acting.ts'
import * as h from '../histories/script.ts'
import { learner, notStaff, OFFICE, TENANT, type Learner, type LearnerOptions, type Place } from './place.ts'
import { rows, said, type Counter, type Prepared, type Row } from './row.ts'

const logged = (her: Acting, action: string): Counter => rows('staff_log', sql`person = ${her.id} and action = ${action}`)
const cardOf = ({ values: { document } }: Learner, prefix = ''): Record<string, string> => ({
  [`${prefix}document_type`]: document.type, [`${prefix}document_number`]: document.number, [`${prefix}document_country`]: '',
})

type About = Pick<Prepared, 'path' | 'by' | 'also' | 'wrong' | 'page'> & { readonly her: Learner }

/** A learner of the tutor's section and what staff do on her page; `others`: members of the programme's staff who must not. */
async function about(place: Place, act: string, others: readonly (keyof Place['staff'])[] = ['approver', 'tutor'], options: LearnerOptions = {}): Promise<About> {
  const her = await learner(place.house, options)
  const page = `${OFFICE}/people/${her.agent}`
  return { her, path: `${page}/${act}`, by: place.staff.executor, also: { by: place.staff.colleague }, wrong: notStaff(place, ...others), page }
}

const NOT_HER_TUTOR = ['approver', 'otherTutor'] as const
let added = 1_200_000
/** Another document that nobody has yet. */
const another = (): Record<string, string> => ({ added_document_type: 'ce', added_document_number: `00${added++}`, added_document_country: '' })

async function withDocuments(place: Place, her: Learner, more: number): Promise<string> {
  for (let i = 0; i < more; i++) await place.staff.executor.post(`${OFFICE}/people/${her.agent}/documents`, another())
  const found = await place.house.db.selectFrom('identity_document').select('id').where('person', '=', her.id)
    .where('key', '<>', documentKey(place.house.keys, her.values.document)).orderBy('id').executeTakeFirstOrThrow()
  return found.id
}

export const peopleIdentity: readonly Row[] = [
  {
    route: 'POST /office/:programme/people/:agent/check',
    prepare: async (place) => {
      const { her, ...at } = await about(place, 'check', NOT_HER_TUTOR)
      const effect = { proposals: rows('identity_proposal', sql`person = ${her.id}`), lines: logged(her, 'identity-proposed') }
      return { ...at, by: place.staff.tutor, also: { by: place.staff.executor }, fields: cardOf(her), effect }
    },
  },
  {
    route: 'POST /office/:programme/people/:agent/confirm',
    prepare: async (place) => {
      const { her, ...at } = await about(place, 'confirm', NOT_HER_TUTOR)
      await place.staff.tutor.post(`${at.page}/check`, cardOf(her))
      const effect = { checked: said(VERB.identityChecked, { actor: her.agent }), decided: rows('identity_proposal', sql`person = ${her.id} and decided is not null`) }
      return { ...at, fields: cardOf(her), wrong: [...at.wrong, { who: 'who saw the card first', by: place.staff.tutor, status: 409 }], effect }
    },
  },
  {
    route: 'POST /office/:programme/people/:agent/drop',
    prepare: async (place) => {
      const { her, ...at } = await about(place, 'drop', [...NOT_HER_TUTOR, 'fellow'])
      await place.staff.tutor.post(`${at.page}/check`, cardOf(her))
      const effect = { decided: rows('identity_proposal', sql`person = ${her.id} and decided is not null`), lines: logged(her, 'identity-proposal-dropped') }
      return { ...at, by: place.staff.tutor, also: { by: place.staff.executor }, effect }
    },
  },
  {
    route: 'POST /office/:programme/people/:agent/annul',
    prepare: async (place) => {
      let check = ''
      const { her, ...at } = await about(place, 'annul', undefined, { story: (s, { agent }) => { check = h.identityChecked(s, agent, { by: place.staff.tutor.id, second: place.staff.executor.id }) } })
      const effect = { annulled: said(VERB.annulled, { actor: her.agent, object: check }), 'checks that are gone': rows('identity', sql`agent = ${her.agent} and checks = '[]'`) }
      return { ...at, fields: { check, reason: 'typing-error' }, effect }
    },
  },
  {
    route: 'POST /office/:programme/people/:agent/number',
    prepare: async (place) => {
      const { her, ...at } = await about(place, 'number')
      return { ...at, effect: { lines: logged(her, 'document-seen') } }
    },
    again: { adds: { lines: 1 }, why: 'every look at a number is a line of the log' },
  },
  {
    route: 'POST /office/:programme/people/:agent/documents',
    prepare: async (place) => {
      const { her, ...at } = await about(place, 'documents')
      const effect = { documents: rows('identity_document', sql`person = ${her.id}`), lines: logged(her, 'document-added') }
      return { ...at, fields: another(), effect }
    },
  },
  {
    route: 'POST /office/:programme/people/:agent/documents/withdraw',
    prepare: async (place) => {
      const { her, ...at } = await about(place, 'documents/withdraw')
      const claim = await withDocuments(place, her, 2)
      const effect = { withdrawn: rows('identity_document', sql`person = ${her.id} and withdrawn is not null`), lines: logged(her, 'document-withdrawn') }
      return { ...at, fields: { claim }, effect }
    },
  },
  {
    route: 'POST /office/:programme/people/:agent/correct',
    prepare: async (place) => {
      const { her, ...at } = await about(place, 'correct')
      const effect = { changes: rows('person_change', sql`person = ${her.id} and staff is not null`), lines: logged(her, 'name-corrected') }
      return { ...at, fields: { full_name: 'Rosa Quispe de Mamani', birth_date: '14/05/1983', reason: 'typing-error' }, effect }
    },
  },
  {
    route: 'POST /office/:programme/people/:agent/merge',
    prepare: async (place) => {
      const { her, ...at } = await about(place, 'merge')
      const root = await learner(place.house)
      const reason = 'registered-twice'
      const effect = {
        merged: async (house: Pick<Place['house'], 'db'>) => await said(VERB.merged, { actor: her.agent })(house) + await said(VERB.merged, { actor: root.agent })(house),
        merges: rows('person_merge', sql`undone is null and (merged = ${her.id} or merged = ${root.id})`),
        lines: rows('staff_log', sql`action = 'merged' and (person = ${her.id} or person = ${root.id})`),
      }
      // The colleague begins from the other record.
      const also = { by: place.staff.colleague, path: `${OFFICE}/people/${root.agent}/merge`, fields: { other: her.agent, reason } }
      return { ...at, also, fields: { other: root.agent, reason }, effect }
    },
  },
  {
    route: 'POST /office/:programme/people/:agent/split',
    prepare: async (place) => {
      const { her, ...at } = await about(place, 'split')
      const root = await learner(place.house)
      await place.staff.executor.post(`${at.page}/merge`, { other: root.agent, reason: 'registered-twice' })
      const effect = { split: said(VERB.split, { actor: her.agent }), undone: rows('person_merge', sql`merged = ${her.id} and undone is not null`), lines: logged(her, 'split') }
      return { ...at, fields: { root: root.agent, reason: 'two-persons' }, effect }
    },
  },
  {
    route: 'POST /office/:programme/people/:agent/death',
    prepare: async (place) => {
      const { her, ...at } = await about(place, 'death')
      return { ...at, fields: { death_date: '01/03/2026' }, effect: { died: said(VERB.died, { actor: her.agent }) } }
    },
  },
  {
    route: 'POST /office/:programme/people/:agent/reset',
    prepare: async (place) => {
      const { her, ...at } = await about(place, 'reset')
      return { ...at, effect: resetEffect(her) }
    },
    again: { adds: { lines: 1, notes: 1 }, why: 'each slip is printed and told; only the last one opens' },
  },
  {
    route: 'POST /office/:programme/people/:agent/erase',
    prepare: async (place) => {
      const { her, ...at } = await about(place, 'erase')
      const executorHereOnly = await actingStaff(place.house, 'Erika Sin Rol', [])
      const effect = { keys: rows('person', sql`id = ${her.id} and data_key is null`), sessions: rows('session', sql`person = ${her.id}`), lines: logged(her, 'person-erased') }
      // Her page is gone afterwards: the list is what there is.
      return { ...at, fields: { erase_word: 'BORRAR' }, wrong: [...at.wrong, { who: 'staff without a role', by: executorHereOnly }], page: `${OFFICE}/people`, effect }
    },
    once: { sessions: -1 },
  },
]

/** What a printed code leaves: one that works, a line in the log, a note to her. */
export function resetEffect(her: Acting): Prepared['effect'] {
  return {
    'codes that work': rows('reset_code', sql`person = ${her.id} and used is null`), lines: logged(her, 'reset-code-made'),
    notes: rows('inbox_note', sql`person = ${her.id} and tenant in ('', ${TENANT})`),
  }
}
