import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, personValues } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { bigints } from './bigints.ts'
import { fillNameKeys, someWithoutPairs } from './fill-name-keys.ts'
import { HAS_PAIRS, nameKeys, queryKeys } from './name-keys.ts'
import { nameFits } from './names.ts'
import { agentsNamed, MOST_LISTED, searchPeople } from './person-file.ts'
import { ensureAgents, insertPersons } from './persons.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

const keysOf = async (id: string): Promise<string[] | null> => (await house.db.selectFrom('person').select('name_keys').where('id', '=', id).executeTakeFirstOrThrow()).name_keys
const found = async (query: string): Promise<string[]> => (await searchPeople(house, 'piloto', query)).map((p) => p.name)

test('a name is found by the beginnings of its words, in any order, with and without accents and ñ', async () => {
  await actingLearner(house, personValues({ name: 'Ñusta Óscara Huallpatuero de la Cruz' }))
  await actingLearner(house, personValues({ name: 'Nustamaría Huallpachoque' }))
  for (const query of ['nusta huallpat', 'HUALLPATU oscar', 'ñusta de la cruz', 'huallpatuero n']) assert.deepEqual(await found(query), ['Ñusta Óscara Huallpatuero de la Cruz'], query)
  assert.equal((await found('huallpa')).length, 2)
  for (const query of ['huallpatueros', 'usta', 'x', '…']) assert.deepEqual(await found(query), [], query)
})

test('whoever registered before there were keys is found at once, and filled once', async () => {
  const old = await actingLearner(house, personValues({ name: 'Antigua Registrada Pacha' }))
  await house.db.updateTable('person').set({ name_keys: null }).where('id', '=', old.id).execute()
  assert.deepEqual(await found('antig pacha'), ['Antigua Registrada Pacha'])
  assert.deepEqual(await fillNameKeys(house), { filled: 1, done: true })
  assert.deepEqual(await fillNameKeys(house), { filled: 0, done: true })
  assert.deepEqual(await found('antig pacha'), ['Antigua Registrada Pacha'])
})

test('whoever has keys of single words only, as an older version writes them, is found beside those with keys of pairs, and filled', async () => {
  const name = 'Solamaría Palabreo Unayachi'
  const [single, both] = [await actingLearner(house, personValues({ name })), await actingLearner(house, personValues({ name: 'Solamar Palabreo' }))]
  const keys = await keysOf(single.id)
  const words = ['so', 'sol', 'sola', 'solama', 'pa', 'pal', 'pala', 'palabr', 'un', 'una', 'unay', 'unayac'].flatMap((word) => queryKeys(house.keys, word).words)
  await house.db.updateTable('person').set({ name_keys: bigints(words) }).where('id', '=', single.id).execute()
  assert.equal(await someWithoutPairs(house.db), true)
  assert.deepEqual(await found('sola palab'), ['Solamar Palabreo', name])
  assert.deepEqual(await found('unayachi solamaria'), [name])
  assert.deepEqual(await fillNameKeys(house), { filled: 1, done: true })
  assert.equal(await someWithoutPairs(house.db), false)
  assert.deepEqual(await keysOf(single.id), keys)
  assert.deepEqual(await found('sola palab'), ['Solamar Palabreo', name])
  assert.notDeepEqual(await keysOf(both.id), keys)
})

test('who was erased has no key left and waits for none', async () => {
  const gone = await actingLearner(house, personValues({ name: 'Borrada Seguramente Illari' }))
  const officer = await actingStaff(house, 'Elsa Borra', ['executor'])
  assert.equal((await officer.post(`/office/piloto/people/${gone.agent}/erase`, { erase_word: 'BORRAR' })).status, 303)
  assert.equal(await keysOf(gone.id), null)
  assert.equal(await someWithoutPairs(house.db), false)
  assert.deepEqual(await found('borrada seguramente'), [])
})

test('two words are found together, whichever of a name’s words they begin, and two that one word begins with as one', async () => {
  const few = ['Rosa Ccallo Ticona', 'Rosalía Ticona', 'Rosario Ticonas Rosas']
  for (const name of few) await actingLearner(house, personValues({ name }))
  for (const [query, expected] of [['ticona rosa', few], ['tico ros', few], ['rosa ticona ccallo', few.slice(0, 1)], ['rosas ticon', few.slice(2)], ['ti ro', few], ['rosa rosar', few.slice(2)]] as const) {
    assert.deepEqual(await found(query), expected, query)
  }
})

test('of a name that more than four hundred have a full list is shown, and a third word finds the one who is meant', async () => {
  const names = Array.from({ length: 420 }, (_, i) => `Comuna Parejas ${i === 419 ? 'Singular' : 'Deotros'}`)
  await house.db.transaction().execute(async (tx) => {
    const persons = names.map((name, i) => ({ person: randomUUID(), profile: { ...personValues().profile, name, email: null, workStatus: null, firmSize: null }, document: { type: 'dni' as const, country: 'PE', number: String(60_000_000 + i) } }))
    await insertPersons(house, tx, persons, house.clock())
    await ensureAgents(tx, 'piloto', persons.map(({ person }) => ({ person, agent: randomUUID() })))
  })
  const many = await found('pareja comun')
  assert.equal(many.length, MOST_LISTED)
  assert.ok(many.every((name) => name.startsWith('Comuna Parejas')))
  assert.deepEqual(await found('singular comuna parejas'), ['Comuna Parejas Singular'])
  const all = await agentsNamed(house, 'piloto', 'comuna parej')
  assert.equal(all.agents.length, 400)
  assert.equal(all.most, true)
})

test('every query of whole or half words asks for keys that the name has', () => {
  const keys = new Set(nameKeys(house.keys, 'María del Pilar Yupanqui O’Higgins'))
  for (const query of ['ma', 'mar', 'mari', 'maria', 'pilar yup', 'yupanqu', 'del', 'higgins', 'o higg', 'hig del yu maria']) {
    const { words, pairs } = queryKeys(house.keys, query)
    assert.ok(words.length > 0 && pairs.length > 0, query)
    for (const key of [...words, ...pairs]) assert.ok(keys.has(key), query)
  }
})

test('whatever beginnings are typed in whatever order: a name that they fit has every key that they ask for', () => {
  const WORDS = ['Ana', 'Anabel', 'Ñusta', 'Nusta', 'Óscar', 'Os', 'Quispe', 'Quisbert', 'Quis', 'de', 'la', 'Cruz', 'María', 'Mar', 'O’Higgins', 'Ccoyllur-Rojas', 'Li']
  // A small generator, so that a failure comes again.
  let state = 7
  const random = (below: number): number => { state = (state * 48_271) % 2_147_483_647; return state % below }
  const some = (n: number): string[] => Array.from({ length: n }, () => WORDS[random(WORDS.length)] ?? '')
  let fitting = 0
  for (let i = 0; i < 4000; i++) {
    const name = some(1 + random(6)).join(' ')
    // Half of what is typed comes from the name itself, half from anywhere.
    const typed = (random(2) ? name.split(' ').toSorted(() => random(3) - 1) : some(1 + random(3))).map((word) => word.slice(0, 1 + random(word.length)))
    const query = typed.map((word) => (random(2) ? word.toLowerCase() : word.normalize('NFD').replace(/\p{M}/gu, ''))).join(' ')
    if (!nameFits(name, query)) continue
    fitting += 1
    const [keys, asked] = [new Set(nameKeys(house.keys, name)), queryKeys(house.keys, query)]
    for (const key of [...asked.words, ...asked.pairs]) assert.ok(keys.has(key), `${query} asks for a key that ${name} has not`)
  }
  assert.ok(fitting > 1500, String(fitting))
})

test('a key of a pair tells a reader of the table nothing that keys of single words do not', () => {
  const [one, other] = [nameKeys(house.keys, 'Rosa Quispe'), nameKeys(house.keys, 'Quispe Rosalía')]
  const shared = one.filter((key) => other.includes(key) && key !== HAS_PAIRS)
  // RO, ROS, ROSA, QU, QUI, QUIS, QUISPE and the four pairs of ROS or ROSA with QUI or QUIS.
  assert.equal(shared.length, 7 + 4)
  assert.ok([...one, ...other].every((key) => /^\d+$/.test(key)))
})
