import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingStaff, type Acting } from '../acting.ts'
import { openHouse, type TestHouse } from '../house.ts'
import { breakdownsOf } from '../../src/features/people/index.ts'
import { sectionMembers } from '../../src/features/cohorts/index.ts'
import { table, uploads } from './sheets.ts'

let house: TestHouse
let officer: Acting
before(async () => {
  house = await openHouse({ now: '2026-03-10T15:00:00Z' })
  officer = await actingStaff(house, 'Elsa Ramos', ['executor'])
})
after(() => house.close())

const row = (nro_doc: string) => ({
  tipo_doc: 'DNI', nro_doc, ap_paterno: 'Quispe', ap_materno: 'Mamani', nombres: 'Rosa', fecha_nac: '1990-05-03', ubigeo_res: '140101', codigo_grupo: 'noche-1', consentimiento_fecha: '2026-03-01',
})

test('scenario 4: a file with UBIGEO 140101 and no scheme stops and asks «INEI (Chiclayo) o RENIEC (Lima)?»; nothing enters before the answer, and the answer decides', async () => {
  for (const [scheme, nro_doc, department] of [['INEI', '10203040', '14'], ['RENIEC', '10203053', '15']] as const) {
    const sent = await uploads(house, officer, 'padron', await table('padron', [row(nro_doc)], 'csv'), 'padron.csv')
    const at = sent.headers.get('location') ?? ''
    const asked = await (await officer.get(at)).text()
    assert.match(asked, /INEI \(Chiclayo\) o RENIEC \(Lima\)\?/)
    const before = new Set((await sectionMembers(house.db, 'piloto', 'noche-1')).map((m) => m.agent))
    assert.equal((await officer.post(`${at}/start`)).status, 422)
    assert.equal((await officer.post(`${at}/answers`, {})).status, 422)
    await house.runJobs()
    assert.equal((await sectionMembers(house.db, 'piloto', 'noche-1')).length, before.size)
    assert.equal((await officer.post(`${at}/answers`, { scheme })).status, 303)
    assert.equal((await officer.post(`${at}/start`)).status, 303)
    await house.runJobs()
    const member = (await sectionMembers(house.db, 'piloto', 'noche-1')).find((m) => !before.has(m.agent))
    assert.ok(member)
    assert.equal((await breakdownsOf(house.db, 'piloto', [member.agent])).get(member.agent)?.department, department)
  }
})
