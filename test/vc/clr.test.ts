import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import Ajv2019 from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import { actingStaff, ruleInForceFor } from '../acting.ts'
import { openHouse, type TestHouse } from '../house.ts'
import { readyLearner } from '../ready-learner.ts'

const read = (name: string): { $id: string } => JSON.parse(readFileSync(new URL(`./schemas/${name}.json`, import.meta.url), 'utf8')) as { $id: string }
const ajv = new Ajv2019.default({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema(read('ob_v3p0_getopenbadgecredentialsresponse_schema'))
const validate = ajv.compile(read('clr_v2p0_clrcredential_schema'))
const wrong = (clr: unknown): string[] => (validate(clr) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`))

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

interface Clr { '@context': string[]; type: string[]; validFrom: string; credentialSubject: Record<string, unknown> }

/** The record of somebody with a constancia and with study that nobody certified, and of somebody with a certificado. */
async function records(): Promise<Clr[]> {
  await ruleInForceFor(house)
  const [executor, approver] = [await actingStaff(house, 'Elena Coordina', ['executor']), await actingStaff(house, 'Amalia Aprueba', ['approver'])]
  return Promise.all(['constancia', 'certificado'].map(async (kind) => {
    const who = await readyLearner(house)
    await executor.post('/office/piloto/certificates/proposals', { enrolment: who.enrolment, kind })
    await approver.post(`/office/piloto/certificates/approvals/${who.enrolment}`, { kind })
    await house.runJobs()
    return await (await who.get('/me/record.json')).json() as Clr
  }))
}

test('the CLR 2.0 schema of 1EdTech accepts a learner\'s whole record, with and without what nobody certified; and it is the schema that decides', async () => {
  const made = await records()
  for (const clr of made) assert.deepEqual(wrong(clr), [])
  const [good] = made
  assert.ok(good && Array.isArray(good.credentialSubject.achievement))
  const { verifiableCredential: _none, ...without } = good.credentialSubject
  const [vc, clr, ob] = good['@context']
  for (const bad of [
    { ...good, credentialSubject: without },
    { ...good, credentialSubject: { ...good.credentialSubject, verifiableCredential: [] } },
    { ...good, credentialSubject: { ...good.credentialSubject, achievement: [{ id: 'urn:x', type: ['Achievement'], name: 'x' }] } },
    { ...good, type: ['VerifiableCredential'] },
    { ...good, '@context': [vc, ob, clr] },
    { ...good, validFrom: 'ayer' },
  ]) assert.notDeepEqual(wrong(bad), [])
})
