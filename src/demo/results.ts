import { callApplications } from '../features/calls/index.ts'
import { DEMO_PROGRAMME } from '../lib/config.ts'
import { appeals, type Applicant } from './learner.ts'
import { DAYS, type PlannedCall } from './plan.ts'
import { diceOf, moment, OFFICE, pair, type World } from './world.ts'
import { NOTES } from './words.ts'

const WITH_APPEALS = 6

/** The acta of a call's first round; in the first calls somebody who was not eligible asks again, and somebody else of the office answers. */
export function resultsOf(world: World, call: PlannedCall, index: number, known: ReadonlyMap<string, Applicant>): void {
  const c = diceOf(world, `results ${call.id}`)
  const [by] = pair(world.office.executors, Number(call.department))
  const at = `${OFFICE}/calls/${call.id}`
  world.schedule.add(moment(world, DAYS.results, c, 'office'), call.id, async () => { await by.post(`${at}/results`, { confirm: 'yes' }, 'a list of results') })
  if (index >= WITH_APPEALS) return
  world.schedule.add(moment(world, DAYS.appeal, c, 'study'), call.id, async () => {
    const [row] = await callApplications(world.site.house.db, DEMO_PROGRAMME, call.id, ['not-eligible'])
    const who = known.get(row?.expediente ?? '')
    if (!who) return
    await appeals(who, NOTES.appeal)
    // Who decided about her is the first of her pair.
    const [, other] = pair(world.office.executors, who.person.n)
    world.schedule.add(moment(world, DAYS.answer, c, 'office'), call.id, async () => {
      await other.post(`${at}/applications/${who.expediente}/appeal`, { answer: 'rejected', words: NOTES.answer }, 'the answer to an appeal')
    })
  })
}
