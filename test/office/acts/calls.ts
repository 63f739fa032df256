import { CALL, OFFICE, OTHER_SECTION, SECTION, TENANT } from '../../commands/place.ts'
import { elsewhere, officer, oneOf, type Somebody, type World } from '../world.ts'
import { asks, type Act, type Fields } from './asking.ts'

const AT = `${OFFICE}/calls/${CALL}`

async function applicationOf(world: World, states: readonly string[], agent?: string): Promise<{ readonly expediente: string; readonly agent: string } | undefined> {
  let query = world.place.house.db.selectFrom('application').select(['expediente', 'agent']).where('tenant', '=', TENANT).where('state', 'in', states as 'sent'[])
  if (agent) query = query.where('agent', '=', agent)
  return query.orderBy('pos', 'desc').limit(1).executeTakeFirst()
}

/** She fills in both steps and sends; another time she answers what was remarked, or gives up. */
async function applies(world: World, her: Somebody): Promise<void> {
  await asks(world, her, `/p/${TENANT}/calls/${CALL}/apply`)
  const mine = await applicationOf(world, ['started', 'sent', 'returned', 'selected', 'waitlisted'], her.agent)
  if (!mine) return
  const own = `/me/applications/${TENANT}/${mine.expediente}`
  if (world.next() < 0.1) { await asks(world, her, `${own}/decline`); return }
  await asks(world, her, `${own}/rest`, { phone: '951 234 567', language: 'es', groups: ['sme-owners'], no_ruc: 'yes', line: 'Tejidos' })
  await asks(world, her, `${own}/send`)
}

const DECISIONS: readonly Fields[] = [
  { decision: 'eligible' }, { decision: 'eligible' }, { decision: 'eligible' }, { decision: 'not-eligible', reasons: ['not-true'] }, { decision: 'not-eligible' }, { decision: 'return', remarks: ['birth-date'], note: '' },
]

/** Two officers decide about the same application at the same moment. */
async function decided(world: World): Promise<void> {
  const one = await applicationOf(world, ['sent', 'returned', 'corrected'])
  if (!one) return
  const path = `${AT}/applications/${one.expediente}/decide`
  await Promise.all([asks(world, officer(world), path, oneOf(world, DECISIONS)), asks(world, elsewhere(world, officer(world)), path, oneOf(world, DECISIONS))])
}

/** A round is closed and drawn; whoever has a place may take it. */
async function drawn(world: World): Promise<void> {
  await asks(world, officer(world), `${AT}/freeze`, { confirm: 'yes' })
  await asks(world, officer(world), `${AT}/draw`, { confirm: 'yes', value: '7 12 19 23 31 44', source: 'La Tinka' })
  const won = await applicationOf(world, ['selected'])
  const her = world.people.find((p) => p.agent === won?.agent)
  if (won && her) await asks(world, her, `/me/applications/${TENANT}/${won.expediente}/accept`, { section: oneOf(world, [SECTION, OTHER_SECTION, 'a-tu-ritmo-1']) })
}

export const CALLS: readonly Act[] = [
  { name: 'applies to the call', weight: 1, does: applies },
  { name: 'an application decided', weight: 1, does: decided },
  { name: 'a round is drawn', weight: 0.6, does: drawn },
]
