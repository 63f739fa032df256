import assert from 'node:assert/strict'
import { OFFICE, TENANT } from '../../commands/place.ts'
import { approver, arrives, elsewhere, officer, oneOf, type Somebody, type World } from '../world.ts'
import { asks, card, fileOf, type Act } from './asking.ts'
import { everything } from './learning.ts'

/** Two approvers press at the same moment, in two processes: one certificate at most. */
async function approves(world: World, her: Somebody): Promise<void> {
  const path = `${OFFICE}/certificates/approvals/${her.enrolment}`
  const kind = oneOf(world, ['certificado', 'certificado', 'constancia'])
  const answers = await Promise.all([asks(world, approver(world), path, { kind }), world.next() < 0.5 ? asks(world, elsewhere(world, approver(world)), path, { kind }) : false])
  assert.ok(answers.filter(Boolean).length <= 1, `both approved: ${world.story.slice(-4).join('; ')}`)
  await world.place.house.runJobs()
  await takesHome(world, her)
}

async function takesHome(world: World, her: Somebody): Promise<void> {
  const rows = await world.place.house.db.selectFrom('credential').select('credential').where('tenant', '=', TENANT).where('agent', '=', her.agent).orderBy('issued').orderBy('edition').execute()
  for (const { credential } of rows) if (!her.papers.includes(credential)) her.papers.push(credential)
}

async function changesPaper(world: World, her: Somebody): Promise<void> {
  const paper = her.papers.at(-1)
  if (!paper) return
  const [change, cause] = oneOf(world, [['revoke', 'issued-in-error'], ['suspend', 'complaint'], ['reinstate', 'review-closed'], ['correct', '']] as const)
  await asks(world, approver(world), `${OFFICE}/certificates/issued/${paper}/${change}`, { cause })
}

/** Her name is put right, and the certificate follows it (no. 13: issued again, counted once). */
async function issuedAgain(world: World, her: Somebody): Promise<void> {
  const paper = her.papers.at(-1)
  if (!paper) return
  await asks(world, officer(world), `${fileOf(her)}/correct`, { full_name: `Rosa ${oneOf(world, ['Ticona', 'Choque', 'Ccopa'])} Apaza`, birth_date: '14/05/1983', reason: 'card-shows-otherwise' })
  await asks(world, approver(world), `${OFFICE}/certificates/issued/${paper}/correct`, { cause: '' })
  await takesHome(world, her)
}

export const PAPERS: readonly Act[] = [
  { name: 'proposed', weight: 4, does: async (w, her) => { await asks(w, officer(w), `${OFFICE}/certificates/proposals`, { enrolment: her.enrolment, kind: oneOf(w, ['certificado', 'certificado', 'constancia']) }) } },
  { name: 'approved', weight: 5, does: approves },
  { name: 'paper changed', weight: 2, does: changesPaper },
  { name: 'issued again', weight: 1, does: issuedAgain },
]

/** Somebody whose certificate is issued again under her corrected name: what chance may not bring in a short walk. */
export async function certifiedTwice(world: World): Promise<void> {
  for (let tries = 0; tries < 8; tries += 1) {
    const her = await arrives(world)
    await goesWell(world, her)
    await issuedAgain(world, her)
    if (her.papers.length > 1) return
  }
}

/** Half of the people do all that the rule asks, so that chance has certificates to meddle with. */
export async function goesWell(world: World, her: Somebody): Promise<void> {
  const { executor, colleague } = world.place.staff
  await asks(world, executor, `${fileOf(her)}/check`, card(her))
  await asks(world, colleague, `${fileOf(her)}/confirm`, card(her))
  await everything(world, her)
  await asks(world, executor, `${OFFICE}/certificates/proposals`, { enrolment: her.enrolment, kind: 'certificado' })
  await approves(world, her)
}
