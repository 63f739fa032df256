import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, personValues, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import { differences } from '../../../test/differences.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { rebuildBeside } from '../../record/rebuild.ts'
import { personTie } from './ties.ts'

let house: TestHouse
let elsa: Acting
before(async () => {
  house = await openHouse()
  await ruleInForceFor(house)
  elsa = await actingStaff(house, 'Elsa Ramos', ['executor'])
})
after(() => house.close())

const words = async (answer: Response): Promise<string> => (await answer.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const LIST = '/office/piloto/people/ties'

test('staff and relatives of an executing entity study like everybody, are noted with who said so, and read of it themselves', async () => {
  assert.match(await words(await elsa.get(LIST)), /Nadie anotado todavía/)
  const rosa = await actingLearner(house, personValues({ name: 'Rosa Quispe Mamani' }))
  const at = `/office/piloto/people/${rosa.agent}`
  assert.equal((await elsa.post(`${at}/tie`, { tie: 'relative', member: 'yes' })).status, 303)
  assert.match(await words(await elsa.get(LIST)), /Rosa Quispe Mamani · Es familiar de quien trabaja para una entidad ejecutora\. Lo anotó Elsa Ramos/)
  assert.match(await words(await elsa.get(at)), /Quitar: no es así/)
  assert.match(await words(await rosa.get('/me/inbox')), /es familiar de quien trabaja para una entidad ejecutora\. Estudias igual/)
  const again = await elsa.post(`${at}/tie`, { tie: 'relative', member: 'yes' })
  assert.equal(again.status, 409)
  assert.match(await words(again), /Ya estaba así/)
  assert.equal((await elsa.post(`${at}/tie`, { tie: 'friend', member: 'yes' })).status, 422)
  assert.equal((await elsa.post(`${at}/tie`, { tie: 'relative', member: 'no' })).status, 303)
  assert.match(await words(await elsa.get(LIST)), /Nadie anotado todavía/)
})

test('of a merged person every record that said so takes it back; the table is the record\'s, row for row', async () => {
  const one = await actingLearner(house, personValues({ name: 'Julia Flores Ccori' }))
  const root = await actingLearner(house, personValues({ name: 'Julia Flores Ccori' }))
  for (const her of [one, root]) await elsa.post(`/office/piloto/people/${her.agent}/tie`, { tie: 'team', member: 'yes' })
  await elsa.post(`/office/piloto/people/${one.agent}/merge`, { other: root.agent, reason: 'registered-twice' })
  assert.equal((await elsa.post(`/office/piloto/people/${root.agent}/tie`, { tie: 'team', member: 'no' })).status, 303)
  assert.doesNotMatch(await words(await elsa.get(LIST)), /Julia/)
  await rebuildBeside(house, personTie)
  assert.equal(await differences(house, 'person_tie'), 0)
})
