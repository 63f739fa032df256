import { enrolmentsOf } from '../../../src/features/cohorts/index.ts'
import { documentKey } from '../../../src/features/people/sealing.ts'
import { head } from '../../../src/record/read.ts'
import { OTHER_SECTION, SECTION, TENANT } from '../../commands/place.ts'
import { personValues } from '../../acting.ts'
import { table, uploads, type Cells } from '../sheets.ts'
import { comesIn, officer, oneOf, type Somebody, type World } from '../world.ts'
import { answered, asks, DAY, isoDay, type Act } from './asking.ts'

/** An officer loads a table through both doors: the same file a second time must add nothing. */
async function loadsTable(world: World, kind: 'padron' | 'asistencia', rows: readonly Cells[]): Promise<void> {
  const { house, other } = world.place
  const who = officer(world)
  const file = await table(kind, rows, oneOf(world, ['xlsx', 'csv']))
  const from = await head(house.db, TENANT)
  const sent = await uploads(house, who, kind, file)
  await answered(world, `upload ${kind}`, sent)
  if (sent.status !== 303) return
  const at = (sent.headers.get('location') ?? '').replace(/\?.*/, '')
  await asks(world, who, `${at}/answers`, { late: '15', scheme: 'INEI' })
  await answered(world, 'preview', await who.get(at))
  if (!await asks(world, who, `${at}/start`)) return
  await house.runJobs()
  const to = await head(house.db, TENANT)
  // The same bytes are the same batch; a table of the same rows under another hash finds everything there.
  const again = await uploads(other, who, kind, file)
  await answered(world, `upload ${kind} again`, again)
  await asks(world, who, `${(again.headers.get('location') ?? '').replace(/\?.*/, '')}/start`)
  await house.runJobs()
  world.seen.imports.push({ batch: at.slice(at.lastIndexOf('/') + 1), from, to, again: await head(house.db, TENANT) - to })
}

/** A padrón of a few: somebody new, somebody who is there, her number under another name, and one who is wrong. */
async function loadsPadron(world: World, her: Somebody): Promise<void> {
  const { house } = world.place
  const row = (nro_doc: string, more: Cells = {}): Cells => ({
    tipo_doc: 'DNI', nro_doc, ap_paterno: 'Quispe', ap_materno: 'Mamani', nombres: 'Rosa', fecha_nac: '1983-05-14', sexo: 'F', celular: '951234567', ubigeo_res: '211101', esquema: 'INEI', grupo_meta: 'mype',
    codigo_grupo: oneOf(world, [SECTION, OTHER_SECTION]), fecha_matricula: isoDay(house.clock().getTime() - Math.floor(world.next() * 20) * DAY), consentimiento_fecha: '2026-03-01', ...more,
  })
  const dni = personValues().document.number
  await loadsTable(world, 'padron', [row(dni), row(her.dni), row(oneOf(world, world.people).dni, { nombres: 'Marta Elena', ap_paterno: 'Huamán', ap_materno: 'Condori' }), row('123')])
  const made = await house.db.selectFrom('identity_document').innerJoin('agent', 'agent.person', 'identity_document.person').select(['agent.person', 'agent.agent'])
    .where('agent.tenant', '=', TENANT).where('identity_document.key', '=', documentKey(house.keys, { type: 'dni', number: dni, country: 'PE' })).executeTakeFirst()
  const [enrolment] = made ? await enrolmentsOf(house.db, TENANT, made.agent) : []
  if (made && enrolment) await comesIn(world, { ...made, enrolment: enrolment.enrolment, dni })
}

/** Attendance of a paper list: it waits for a second person. */
async function loadsAttendance(world: World, her: Somebody): Promise<void> {
  const day = isoDay(world.place.house.clock().getTime() - DAY)
  const from = 8 + Math.floor(world.next() * 10)
  const row = (nro_doc: string, estado: string): Cells => ({
    codigo_grupo: SECTION, fecha: day, hora_ini: `${String(from).padStart(2, '0')}:00`, hora_fin: `${String(from + 1).padStart(2, '0')}:00`, nro_doc, estado, medio: 'firma',
  })
  await loadsTable(world, 'asistencia', [row(her.dni, oneOf(world, ['P', 'T', 'F'])), row('99887766', 'P')])
}

export const TABLES: readonly Act[] = [
  { name: 'a padrón is loaded', weight: 0.7, does: loadsPadron },
  { name: 'a list of attendance is loaded', weight: 0.7, does: loadsAttendance },
]
