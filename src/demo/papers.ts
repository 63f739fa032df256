import type { Learner } from './learner.ts'
import { DAY_MS } from './plan.ts'
import type { Story } from './stories.ts'
import { diceOf, later, moment, OFFICE, pair, type World } from './world.ts'

const PAPERS = `${OFFICE}/certificates`
/** Approved so shortly before the end that the certificate itself is made when the server runs. */
const LAST_DAYS = 1

/** Proposed by one, approved by another, issued by the server's job; and what may happen to it afterwards. */
export function certifies(world: World, who: Learner, story: Story, ready: number): void {
  const c = diceOf(world, `paper ${who.person.n}`)
  const { enrolment, person } = who
  const kind = story.paper === 'constancia' ? 'constancia' : 'certificado'
  const [proposer] = pair(world.office.executors, person.n)
  const [approver] = pair(world.office.approvers, person.n)
  const plan = (time: number, act: () => Promise<unknown>): number => {
    world.schedule.add(time, who.call, async () => { await act() })
    return time
  }
  const proposed = plan(later(world, ready, c.from(1, 8), c, 'office'), () => proposer.post(`${PAPERS}/proposals`, { enrolment, kind }, 'a proposal'))
  if (story.paper === 'proposed') return
  const approves = async (): Promise<void> => {
    await approver.post(`${PAPERS}/approvals/${enrolment}`, { kind }, 'an approval')
    if (story.paper !== 'approved') world.wantJobs()
  }
  if (story.paper === 'approved') {
    // Its job is left to the server that starts on this record.
    plan(Math.max(proposed + DAY_MS, world.until - LAST_DAYS * 60_000), approves)
    return
  }
  const approved = plan(later(world, proposed, c.from(1, 4), c, 'office'), approves)
  if (story.afterwards) changes(world, who, story.afterwards, approved, plan)
}

function changes(world: World, who: Learner, then: NonNullable<Story['afterwards']>, approved: number, plan: (time: number, act: () => Promise<unknown>) => number): void {
  const c = diceOf(world, `change ${who.person.n}`)
  const [approver] = pair(world.office.approvers, who.person.n)
  const [executor] = pair(world.office.executors, who.person.n)
  const change = async (what: 'revoke' | 'suspend' | 'reinstate' | 'correct', cause: string): Promise<void> => {
    await approver.post(`${PAPERS}/issued/${await credentialOf(world, who)}/${what}`, { cause }, `to ${what}`)
  }
  const first = later(world, approved, c.from(2, 6), c, 'office')
  if (then === 'revoked') plan(first, () => change('revoke', c.one(['issued-in-error', 'false-evidence', 'at-holders-request'])))
  if (then === 'suspended' || then === 'reinstated') plan(first, () => change('suspend', c.one(['under-review', 'complaint'])))
  if (then === 'reinstated') plan(later(world, first, c.from(1, 4), c, 'office'), () => change('reinstate', 'review-closed'))
  if (then === 'superseded') {
    const corrected = plan(first, () => executor.post(`${OFFICE}/people/${who.agent}/correct`, {
      full_name: `${who.person.name} de Demo`, birth_date: who.person.born, reason: 'card-shows-otherwise',
    }, 'a corrected name'))
    plan(moment(world, (corrected - world.first) / DAY_MS + 1, c, 'office'), () => change('correct', 'name-corrected'))
  }
}

async function credentialOf({ site }: World, { enrolment }: Learner): Promise<string> {
  const { credential } = await site.house.db.selectFrom('credential_state').select('credential').where('enrolment', '=', enrolment)
    .where('state', 'in', ['valid', 'suspended']).orderBy('pos', 'desc').executeTakeFirstOrThrow()
  return credential
}
