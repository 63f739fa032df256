import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { table, uploads } from '../office/sheets.ts'
import { notStaff, OFFICE, type Place } from './place.ts'
import { rows, type Prepared, type Row } from './row.ts'

const BASE = `${OFFICE}/imports`
let made = 0

/** Marks of nobody: each row comes back; every file is another one. */
const marks = (): Promise<Buffer> => table('notas', [{ nro_doc: String(61_000_000 + made++), evaluacion: 'final', nota: 12, intento: 1, evaluador: randomUUID() }])
/** A padrón that leaves open which table its code is of. */
const padron = (): Promise<Buffer> => table('padron', [{
  tipo_doc: 'DNI', nro_doc: String(62_000_000 + made++), ap_paterno: 'Quispe', nombres: 'Rosa', fecha_nac: '1990-05-03', ubigeo_res: '140101', codigo_grupo: 'noche-1', consentimiento_fecha: '2026-02-01',
}])

const byExecutors = (place: Place): Pick<Prepared, 'by' | 'also' | 'wrong'> => ({
  by: place.staff.executor, also: { by: place.staff.colleague }, wrong: notStaff(place, 'tutor', 'approver'),
})

async function uploaded({ house, staff }: Place, kind: string, file: Buffer): Promise<{ id: string; at: string }> {
  const at = (await uploads(house, staff.executor, kind, file)).headers.get('location') ?? ''
  return { id: at.slice(at.lastIndexOf('/') + 1), at }
}

/** An upload that came to its end. */
async function loaded(place: Place): Promise<{ id: string; at: string }> {
  const one = await uploaded(place, 'notas', await marks())
  await place.staff.executor.post(`${one.at}/start`)
  await place.house.runJobs()
  return one
}

export const imports: readonly Row[] = [
  {
    route: 'POST /office/:programme/imports',
    prepare: async (place) => {
      const file = new Uint8Array(await marks())
      const body = (): FormData => {
        const form = new FormData()
        form.append('kind', 'notas')
        form.append('file', new Blob([file]), 'notas.xlsx')
        return form
      }
      const since = await rows('import_batch', sql`true`)(place.house)
      return { ...byExecutors(place), path: BASE, body, page: BASE, effect: { batches: async (house) => (await rows('import_batch', sql`true`)(house)) - since } }
    },
  },
  {
    route: 'POST /office/:programme/imports/:batch/answers',
    prepare: async (place) => {
      const { id, at } = await uploaded(place, 'padron', await padron())
      return { ...byExecutors(place), path: `${at}/answers`, fields: { scheme: 'INEI' }, page: at, effect: { answered: rows('import_batch', sql`id = ${id} and answers->>'scheme' = 'INEI'`) } }
    },
  },
  ...([['start', 'running', uploaded], ['retry', 'running', loaded], ['undo', 'undoing', loaded]] as const).map(([act, state, ready]): Row => ({
    route: `POST /office/:programme/imports/:batch/${act}`,
    prepare: async (place) => {
      const { id, at } = ready === loaded ? await loaded(place) : await uploaded(place, 'notas', await marks())
      return { ...byExecutors(place), path: `${at}/${act}`, fields: { word: 'deshacer' }, page: at, effect: { begun: rows('import_batch', sql`id = ${id} and state = ${state}`) } }
    },
  })),
  {
    route: 'POST /office/:programme/imports/:batch/discard',
    once: { gone: -1 },
    prepare: async (place) => {
      const { id, at } = await uploaded(place, 'notas', await marks())
      return { ...byExecutors(place), path: `${at}/discard`, page: BASE, effect: { gone: rows('import_batch', sql`id = ${id}`) } }
    },
  },
]
