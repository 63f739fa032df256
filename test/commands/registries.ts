import { sql } from 'kysely'
import { VERB } from '../../src/features/programmes/index.ts'
import { learner, notStaff, OFFICE, type Learner, type Place } from './place.ts'
import { rows, said, type Prepared, type Row } from './row.ts'

type About = Pick<Prepared, 'by' | 'also' | 'wrong' | 'page'> & { readonly her: Learner }

/** A learner whose number the registry knows under her own name. */
async function known(place: Place, restriction?: string): Promise<About> {
  const her = await learner(place.house)
  const { profile: { name }, document: { number } } = her.values
  const [given = '', ...surnames] = name.split(' ')
  place.pide.people.set(number, { given, surnames: [surnames[0] ?? '', surnames.slice(1).join(' ')], ...(restriction ? { restriction } : {}) })
  return { her, page: `${OFFICE}/people/${her.agent}`, by: place.staff.executor, also: { by: place.staff.colleague }, wrong: notStaff(place, 'approver', 'tutor') }
}

/** The same, asked already: where the answer is decided, by whom it was not asked. */
async function answered(place: Place, act: string, restriction?: string): Promise<About & { readonly path: string; readonly answer: string }> {
  const about = await known(place, restriction)
  const asked = await place.staff.executor.post(`${about.page}/registry`)
  const page = asked.headers.get('location') ?? ''
  return { ...about, page, path: `${page}/${act}`, answer: page.slice(page.lastIndexOf('/') + 1), by: place.staff.colleague, also: { by: place.staff.colleague } }
}

const stateIs = (answer: string, state: string) => rows('registry_answer', sql`id = ${answer} and state = ${state}`)
const logged = (her: Learner, action: string) => rows('staff_log', sql`person = ${her.id} and action = ${action}`)

export const registries: readonly Row[] = [
  {
    route: 'POST /office/:programme/people/:agent/registry',
    prepare: async (place) => {
      const { her, ...at } = await known(place)
      return { ...at, path: `${at.page}/registry`, effect: { answers: rows('registry_answer', sql`person = ${her.id} and state = 'open'`), lines: logged(her, 'registry-asked') } }
    },
    interrupted: [
      { leaves: { answers: 0, lines: 1 }, why: 'the question was asked and stands in the log; the registry did not answer' },
      { leaves: { answers: 1, lines: 2 }, why: 'asked, the answer lost on its way into the database, and asked once more: a line for each question' },
    ],
  },
  {
    route: 'POST /office/:programme/registries/:answer/first',
    prepare: async (place) => {
      const { her: _her, ...at } = await answered(place, 'first')
      // As when she signed in with a provider herself: nobody of the staff has seen it yet.
      await sql`update registry_answer set registry = 'id-gob-pe', assurance = 'one-factor', asked_by = null, first_by = null where id = ${at.answer}`.execute(place.house.db)
      return { ...at, also: { by: place.staff.executor }, effect: { seen: rows('registry_answer', sql`id = ${at.answer} and first_by is not null`) } }
    },
  },
  {
    route: 'POST /office/:programme/registries/:answer/confirm',
    prepare: async (place) => {
      const { her, ...at } = await answered(place, 'confirm')
      const effect = { checked: said(VERB.identityChecked, { actor: her.agent }), confirmed: stateIs(at.answer, 'confirmed') }
      return { ...at, wrong: [...at.wrong, { who: 'who asked', by: place.staff.executor, status: 409 }], effect }
    },
  },
  {
    route: 'POST /office/:programme/registries/:answer/drop',
    prepare: async (place) => {
      const { her, ...at } = await answered(place, 'drop')
      return { ...at, also: { by: place.staff.executor }, effect: { dropped: stateIs(at.answer, 'dropped'), lines: logged(her, 'registry-answer-dropped') } }
    },
  },
  {
    route: 'POST /office/:programme/registries/:answer/death',
    prepare: async (place) => {
      const { her, ...at } = await answered(place, 'death', 'FALLECIMIENTO')
      return { ...at, also: { by: place.staff.executor }, fields: { death_day: '01/03/2026' }, effect: { died: said(VERB.died, { actor: her.agent }), recorded: stateIs(at.answer, 'died') } }
    },
  },
]
