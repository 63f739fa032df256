import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import Ajv2019 from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import { corrected, type Credential } from '../../src/features/credentials/achievement.ts'
import { papersOf } from '../../src/features/credentials/credentials.ts'
import { actingStaff, ruleInForceFor } from '../acting.ts'
import { openHouse, type TestHouse } from '../house.ts'
import { readyLearner } from '../ready-learner.ts'
import { AT, issuerWith, signed, twoEntries, unsigned } from './ours.ts'

/** The official JSON schema of Open Badges 3.0 (test/vc/schemas says where it is from). */
const SCHEMA = JSON.parse(readFileSync(new URL('./schemas/ob_v3p0_getopenbadgecredentialsresponse_schema.json', import.meta.url), 'utf8')) as { $id: string }
const ajv = new Ajv2019.default({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema(SCHEMA)
const validate = ajv.getSchema(`${SCHEMA.$id}#/$defs/AchievementCredential`)
assert.ok(validate)
const wrong = (credential: unknown): string[] => (validate(JSON.parse(JSON.stringify(credential))) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`))

const URL_ = 'https://certificados.yachay.gob.pe'
let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

test('the official Open Badges 3.0 schema accepts what we issue: certificado and constancia, of a trial and not, corrected, with either suite and name', async () => {
  for (const suite of ['eddsa-rdfc-2022', 'ecdsa-rdfc-2019'] as const) {
    for (const did of ['web', 'key'] as const) {
      const issuer = issuerWith(URL_, { suite, did })
      for (const trial of [true, false]) {
        const certificado = await signed(unsigned(URL_, issuer, { trial }), issuer)
        assert.deepEqual(wrong(certificado), [])
        assert.deepEqual(wrong(await signed(unsigned(URL_, issuer, { trial, kind: 'constancia', proven: null }), issuer)), [])
        const next = corrected(certificado, { publicUrl: URL_, issuer: issuer.did, credential: '3f1f1a3e-56a1-4b73-8d5c-0c6d0e6c8a02', serial: '0410-61C3-0R40-EHZA', name: 'Rosa Quispe', at: AT, statusIndex: 13 })
        assert.deepEqual(wrong(await signed(next, issuer)), [])
      }
    }
  }
})

test('it accepts what comes out of an approval, letter for letter as it is kept', async () => {
  await ruleInForceFor(house)
  const [executor, approver] = [await actingStaff(house, 'Elena Coordina', ['executor']), await actingStaff(house, 'Amalia Aprueba', ['approver'])]
  for (const kind of ['certificado', 'constancia']) {
    const who = await readyLearner(house)
    await executor.post('/office/piloto/certificates/proposals', { enrolment: who.enrolment, kind })
    await approver.post(`/office/piloto/certificates/approvals/${who.enrolment}`, { kind })
    await house.runJobs()
    const row = await house.db.selectFrom('credential').select('credential').where('enrolment', '=', who.enrolment).executeTakeFirstOrThrow()
    const papers = await papersOf(house, house.db, row.credential)
    assert.deepEqual(wrong(papers?.credential), [])
  }
})

test('it is the schema that decides: without a name of the subject, another type, a wrong date or two status entries it refuses', async () => {
  const issuer = issuerWith(URL_)
  const good: Credential = await signed(unsigned(URL_, issuer), issuer)
  const { achievement: _achievement, ...subject } = good.credentialSubject
  for (const bad of [
    { ...good, credentialSubject: subject }, { ...good, type: ['VerifiableCredential', 'Otro'] }, { ...good, validFrom: 'ayer' },
    { ...good, '@context': ['https://www.w3.org/2018/credentials/v1', good['@context'][1]] }, { ...good, id: undefined },
    // What we issued until 2026-11-23.
    { ...good, credentialStatus: twoEntries(URL_, 12) },
  ]) assert.notDeepEqual(wrong(bad), [])
})
