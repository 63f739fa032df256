import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingLearner, personValues } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { fillNameKeys } from './fill-name-keys.ts'
import { nameKeys, queryKeys } from './name-keys.ts'
import { searchPeople } from './person-file.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

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
  assert.equal(await fillNameKeys(house), 1)
  assert.equal(await fillNameKeys(house), 0)
  assert.deepEqual(await found('antig pacha'), ['Antigua Registrada Pacha'])
})

test('every query of whole or half words asks for keys that the name has', () => {
  const keys = new Set(nameKeys(house.keys, 'María del Pilar Yupanqui O’Higgins'))
  for (const query of ['ma', 'mar', 'mari', 'maria', 'pilar yup', 'yupanqu', 'del', 'higgins', 'o higg']) {
    for (const key of queryKeys(house.keys, query)) assert.ok(keys.has(key), query)
  }
})
