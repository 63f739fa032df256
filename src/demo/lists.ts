import { limaDay } from '../features/people/index.ts'
import { makePerson } from './person.ts'
import { DAY_MS, REFUERZO } from './plan.ts'
import { found } from './site.ts'
import type { StaffMember } from './staff.ts'
import { diceOf, moment, OFFICE, type World } from './world.ts'

const HEAD = ['tipo_doc', 'nro_doc', 'ap_paterno', 'ap_materno', 'nombres', 'fecha_nac', 'sexo', 'celular', 'ubigeo_res', 'esquema', 'lengua', 'grupo_meta', 'codigo_grupo', 'consentimiento_fecha']
const LIST_DAY = 120
const ROWS = 14
/** One that waits for an answer of the office. */
const OPEN_DAY = 148

/** Two padrones of an entity: one entered, with rows that came back; one that asks by whose table its UBIGEO codes are. */
export function callFiles(world: World, by: StaffMember): void {
  const c = diceOf(world, 'lists')
  const from = 1 + world.calls.reduce((sum, call) => sum + call.early + call.late, 0)
  world.schedule.add(moment(world, LIST_DAY, c, 'office'), 'office', async () => {
    const rows = Array.from({ length: ROWS }, (_, i) => rowOf(world, from + i))
    // What comes back in any real list.
    rows[3] = { ...rows[3], nro_doc: '1234567A' }
    rows[7] = { ...rows[7], fecha_nac: '31/02/1990' }
    rows[11] = { ...rows[11], codigo_grupo: 'grupo-que-no-existe' }
    const batch = await brings(by, 'padron-wayra.csv', rows)
    await by.post(`${OFFICE}/imports/${batch}/start`, {}, 'a list that enters')
    world.wantJobs()
  })
  world.schedule.add(moment(world, OPEN_DAY, c, 'office'), 'office', async () => {
    const rows = Array.from({ length: 3 }, (_, i) => ({ ...rowOf(world, from + ROWS + i), ubigeo_res: '140101', esquema: '' }))
    await brings(by, 'padron-qori.csv', rows)
  })
}

async function brings(by: StaffMember, name: string, rows: readonly Readonly<Record<string, string>>[]): Promise<string> {
  const form = new FormData()
  const text = [HEAD, ...rows.map((row) => HEAD.map((key) => row[key] ?? ''))].map((cells) => cells.join(';')).join('\r\n')
  form.append('kind', 'padron')
  form.append('file', new Blob([`${text}\r\n`], { type: 'text/csv' }), name)
  const answer = await by.send(`${OFFICE}/imports`, form, 'a list')
  const batch = found(answer.headers.get('location') ?? '', /imports\/([0-9a-f-]{36})/)
  await by.get(`${OFFICE}/imports/${batch}`, 'the look at a list')
  return batch
}

function rowOf(world: World, n: number): Readonly<Record<string, string>> {
  const person = makePerson(world.seed, n, '21', world.first, 'adult')
  const [nombres = '', ap_paterno = '', ap_materno = ''] = person.name.split(' ')
  return {
    tipo_doc: person.document.type.toUpperCase(), nro_doc: person.document.number, ap_paterno, ap_materno, nombres, fecha_nac: person.born, sexo: person.sex === 'female' ? 'F' : 'M',
    celular: person.phone, ubigeo_res: person.district.slice('INEI:'.length), esquema: 'INEI', lengua: 'es', grupo_meta: person.groups.length > 0 ? 'mype' : '',
    codigo_grupo: REFUERZO, consentimiento_fecha: limaDay(new Date(world.first + (LIST_DAY - 5) * DAY_MS)).split('-').toReversed().join('/'),
  }
}
