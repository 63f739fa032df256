import assert from 'node:assert/strict'
import { test } from 'node:test'
import { COSIGNATURE, ED25519, formatKey, signerOf } from './tlog/note.ts'
import { readWitnessSettings } from './witness-settings.ts'

const key = (name: string, type: typeof COSIGNATURE | typeof ED25519 = COSIGNATURE): string => formatKey(signerOf(name, type, Buffer.alloc(32, 1)))

test('witnesses are read from one variable, each with its address and the key it printed; none when it is empty', () => {
  assert.deepEqual(readWitnessSettings({}), [])
  const [one, two] = readWitnessSettings({ LOG_WITNESSES: `https://testigo.example.edu.pe/ ${key('testigo.example.edu.pe')}, http://10.0.0.5:8600   ${key('ong.example.pe')},` })
  assert.deepEqual([one?.url, one?.key.name, two?.url, two?.key.name], ['https://testigo.example.edu.pe', 'testigo.example.edu.pe', 'http://10.0.0.5:8600', 'ong.example.pe'])
})

test('what is wrong is named in a sentence: no address, no key, the key of a log, a key that was cut off', () => {
  const refused = (text: string, why: RegExp): void => { assert.throws(() => readWitnessSettings({ LOG_WITNESSES: text }), why) }
  refused(`testigo.example.edu.pe ${key('a.pe')}`, /"testigo\.example\.edu\.pe" is no address/)
  refused('https://testigo.example.edu.pe', /what stands after https:\/\/testigo\.example\.edu\.pe is not the key of a witness/)
  refused(`https://testigo.example.edu.pe ${key('a.pe', ED25519)}`, /not the key of a witness/)
  refused(`https://testigo.example.edu.pe ${key('a.pe').slice(0, -4)}`, /not the key of a witness/)
  refused(`https://testigo.example.edu.pe ${key('a.pe')} more`, /write <address> <key>/)
})
