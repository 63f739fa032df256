import { OFFICE, TENANT } from '../../commands/place.ts'
import { VERB } from '../../../src/features/programmes/index.ts'
import { personValues, type Acting } from '../../acting.ts'
import { theNumber } from '../facts.ts'
import { arrives, officer, oneOf, others, type Somebody, type World } from '../world.ts'
import { asks, card, DAY, fileOf, typedDay, type Act } from './asking.ts'

/** Two become one, and perhaps two again at once; what that does to the number is asked later (no. 6). */
async function merges(world: World, who: Acting, one: Somebody, path: string, fields: Record<string, string>): Promise<void> {
  const before = (await theNumber(world)).counts
  if (!await asks(world, who, path, fields)) return
  world.seen.merges.push({ before, after: (await theNumber(world)).counts })
  if (world.next() < 0.6) return
  const pair = await world.place.house.db.selectFrom('person_merge').select(['merged', 'root']).where('undone', 'is', null).orderBy('at', 'desc').orderBy('id').limit(1).executeTakeFirst()
  if (!pair) return
  const agents = await world.place.house.db.selectFrom('agent').select(['person', 'agent']).where('tenant', '=', TENANT).where('person', 'in', [pair.merged, pair.root]).execute()
  const agentOf = (person: string): string => agents.find((a) => a.person === person)?.agent ?? ''
  if (await asks(world, officer(world), `${OFFICE}/people/${agentOf(pair.merged)}/split`, { root: agentOf(pair.root), reason: 'two-persons' })) {
    world.seen.undone.push({ before, after: (await theNumber(world)).counts })
  }
}

async function mergedInto(world: World, her: Somebody): Promise<void> {
  if (others(world, her).length === 0) return
  await merges(world, officer(world), her, `${fileOf(her)}/merge`, { other: oneOf(world, others(world, her)).agent, reason: 'registered-twice' })
}

/** The queue of alike records: one of its pairs is merged, kept apart, or what was decided is undone. */
async function pairDecided(world: World, her: Somebody): Promise<void> {
  const pairs = await world.place.house.db.selectFrom('duplicate_pair').select(['id', 'one', 'other', 'state']).where('tenant', '=', TENANT).orderBy('found', 'desc').orderBy('id').limit(12).execute()
  if (pairs.length === 0) return
  const pair = oneOf(world, pairs)
  const path = `${OFFICE}/people/duplicates/${pair.id}`
  if (pair.state !== 'open') { await asks(world, officer(world), `${path}/undo`, { reason: 'two-persons' }); return }
  if (world.next() < 0.5) { await asks(world, officer(world), `${path}/apart`, { reason: 'namesakes' }); return }
  const root = await world.place.house.db.selectFrom('agent').select('agent').where('tenant', '=', TENANT).where('person', '=', pair.one).executeTakeFirst()
  await merges(world, officer(world), her, `${path}/merge`, { root: root?.agent ?? '', reason: 'registered-twice' })
}

async function splitFrom(world: World, her: Somebody): Promise<void> {
  const pair = await world.place.house.db.selectFrom('statement').select('object').where('tenant', '=', TENANT).where('verb', '=', VERB.merged).where('actor', '=', her.agent).limit(1).executeTakeFirst()
  if (pair) await asks(world, officer(world), `${fileOf(her)}/split`, { root: pair.object, reason: 'two-persons' })
}

/** She brings another card: one of her own, or, by a mistake, one that is somebody else's. */
async function documentReplaced(world: World, her: Somebody): Promise<void> {
  const claim = await world.place.house.db.selectFrom('identity_document').select('id').where('person', '=', her.id).where('withdrawn', 'is', null).where('replaced_by', 'is', null).executeTakeFirst()
  const another = others(world, her)
  const number = world.next() < 0.2 && another.length > 0 ? oneOf(world, another).dni : personValues().document.number
  const done = await asks(world, officer(world), `${fileOf(her)}/documents`, {
    added_document_type: 'dni', added_document_number: number, added_document_country: '', added_replaces: oneOf(world, [claim?.id ?? '', claim?.id ?? '', '']),
  })
  world.seen.dnis.add(number)
  if (done) her.dni = number
}

async function checkAnnulled(world: World, her: Somebody): Promise<void> {
  const row = await world.place.house.db.selectFrom('identity').select('checks').where('tenant', '=', TENANT).where('agent', '=', her.agent).executeTakeFirst()
  const check = row?.checks.at(-1)
  if (check) await asks(world, officer(world), `${fileOf(her)}/annul`, { check: check.id, reason: 'typing-error' })
}

/** Erased at her request: the number stays (no. 21). */
async function erased(world: World, her: Somebody): Promise<void> {
  const before = (await theNumber(world)).counts
  if (!await asks(world, officer(world), `${fileOf(her)}/erase`, { erase_word: 'BORRAR' })) return
  world.seen.erasures.push({ person: her.id, before, after: (await theNumber(world)).counts })
}

const dies = async (w: World, her: Somebody): Promise<void> => {
  const day = w.place.house.clock().getTime() - Math.floor(w.next() * 10) * DAY
  await asks(w, officer(w), `${fileOf(her)}/death`, { death_date: w.next() < 0.8 ? typedDay(day) : '' })
}

export const IDENTITY: readonly Act[] = [
  { name: 'a second claim of her document', weight: 1, does: async (w, her) => { await arrives(w, her.dni) } },
  { name: 'card seen', weight: 3, does: async (w, her) => { await asks(w, officer(w), `${fileOf(her)}/check`, card(her)) } },
  { name: 'card seen by another', weight: 4, does: async (w, her) => { await asks(w, officer(w), `${fileOf(her)}/confirm`, card(her)) } },
  { name: 'identity check annulled', weight: 0.5, does: checkAnnulled },
  { name: 'document replaced', weight: 1, does: documentReplaced },
  { name: 'merged', weight: 1, does: mergedInto },
  { name: 'a pair of the queue decided', weight: 1.5, does: pairDecided },
  { name: 'split', weight: 1, does: splitFrom },
  { name: 'dies', weight: 0.5, does: dies },
  { name: 'name corrected', weight: 0.5, does: async (w, her) => { await asks(w, officer(w), `${fileOf(her)}/correct`, { full_name: `Rosa ${oneOf(w, ['Quispe', 'Mamani', 'Flores'])} Apaza`, birth_date: '14/05/1983', reason: 'typing-error' }) } },
  { name: 'tells of her work', weight: 1, does: async (w, her) => { await asks(w, her, '/me/data/work', { groups: oneOf(w, [[], ['sme-owners'], ['young-professionals']]), no_ruc: 'yes', line: 'Tejidos', sex: oneOf(w, ['female', 'male', 'untold']) }) } },
  { name: 'moves house', weight: 0.5, does: async (w, her) => { await asks(w, her, '/me/data/contact', { phone: '951234568', district: oneOf(w, ['Arequipa, Arequipa, Arequipa', 'Juliaca, San Román']), language: 'es' }) } },
  { name: 'a tie to an entity noted', weight: 1, does: async (w, her) => { await asks(w, officer(w), `${fileOf(her)}/tie`, { tie: oneOf(w, ['team', 'relative']), member: oneOf(w, ['yes', 'yes', 'no']) }) } },
  { name: 'erased', weight: 0.3, does: erased },
]
