import { actingStaff, type Acting } from '../../test/acting.ts'
import { counted, rowsIn, table, uploads, type Cells } from '../../test/office/sheets.ts'
import { openSection } from '../../test/office/with-section.ts'
import type { Figure } from '../main.ts'
import { mostMemoryOf, type Started } from '../started.ts'

const ROWS = Number(process.env.OFFICE_ROWS ?? 20_000)
const SECTIONS = 40
/** Every twentieth row is wrong. */
const WRONG_EVERY = 20
const MOST_MINUTES = 10
const MOST_PARSES = 60

/** A padrón through the office's own pages, as `npm start` serves them, against parsing the same workbook alone in this run. */
export async function imports({ house, pid }: Started): Promise<Figure[]> {
  const officer = await actingStaff(house, 'Elsa Ramos', ['executor'])
  for (let i = 0; i < SECTIONS; i++) await openSection(house, officer, `grupo-${i}`, Math.ceil(ROWS / SECTIONS) + 10)
  const file = await table('padron', Array.from({ length: ROWS }, (_, i) => row(i)))
  const alone = Math.min(await timed(() => rowsIn(file)), await timed(() => rowsIn(file)), await timed(() => rowsIn(file)))
  const idle = mostMemoryOf(pid)
  const began = performance.now()
  const at = ((await uploads(house, officer, 'padron', file)).url.replace(/^https?:\/\/[^/]+/, ''))
  const uploaded = performance.now()
  const said = (what: string): void => { process.stderr.write(`${((performance.now() - began) / 1000).toFixed(0)} s: ${what}\n`) }
  said(`uploaded and read; parsing alone takes ${(alone / 1000).toFixed(1)} s`)
  await page(officer, at)
  const previewed = performance.now()
  await officer.post(`${at}/start`)
  const done = await finished(officer, at, said)
  const all = performance.now() - began
  const returned = await timed(async () => (await officer.get(`${at}/returned`)).arrayBuffer())
  const bad = Math.floor((ROWS - 1) / WRONG_EVERY) + 1
  const [entered, back] = [counted(done, 'entraron'), counted(done, 'por corregir')]
  const seconds = (ms: number): string => (ms / 1000).toFixed(1)
  const [minutes, ratio] = [all / 60_000, all / alone]
  return [{
    item: `a padrón of ${ROWS} rows with 5 % bad ones, from the upload to the last row, against parsing the workbook alone`,
    figure: `${minutes.toFixed(1)} min = ${ratio.toFixed(0)} × ${seconds(alone)} s; upload ${seconds(uploaded - began)} s, preview ${seconds(previewed - uploaded)} s, ${(ROWS / (all / 1000)).toFixed(0)} rows/s; ${entered} in, ${back} back in ${seconds(returned)} s; the server held at most ${idle.toFixed(0)} MB before and ${mostMemoryOf(pid).toFixed(0)} MB after`,
    target: `<= ${MOST_MINUTES} min and <= ${MOST_PARSES} × parsing; ${ROWS - bad} in, ${bad} back`,
    met: minutes <= MOST_MINUTES && ratio <= MOST_PARSES && entered === ROWS - bad && back === bad,
  }]
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function page(officer: Acting, at: string): Promise<string> {
  return (await officer.get(at)).text()
}

/** Looks, one a second. */
const SAID_EVERY = 10

async function finished(officer: Acting, at: string, said: (what: string) => void): Promise<string> {
  for (let looks = 1; ; looks += 1) {
    const shown = await page(officer, at)
    if (/Carga terminada/.test(shown)) return shown
    if (looks % SAID_EVERY === 0) said(`${/<progress value="(\d+)"/.exec(shown)?.[1] ?? 'all'} rows are through`)
    await new Promise((go) => setTimeout(go, 1_000))
  }
}

const SURNAMES = ['Ñahui', 'Quispe', 'Mamani', 'Huamán', 'Condori', 'Flores', 'Apaza', 'Ticona', 'Choque', 'Yupanqui', 'Rojas']

function row(i: number): Cells {
  const wrong = i % WRONG_EVERY === 0
  return {
    tipo_doc: 'DNI', nro_doc: String(20_200_301 + i * 13), ap_paterno: SURNAMES[i % 11]!, ap_materno: SURNAMES[(i * 7 + 3) % 11]!, nombres: `Rosa ${SURNAMES[(i * 5) % 11]!.toLowerCase()}`,
    fecha_nac: wrong ? '31/02/1990' : `${1960 + (i % 40)}-0${1 + (i % 9)}-1${i % 9}`, sexo: i % 2 ? 'F' : 'M', celular: `9${String(10_000_000 + i * 977)}`, ubigeo_res: '211101', esquema: 'INEI',
    lengua: 'es', grupo_meta: i % 6 ? null : 'mype', codigo_grupo: `grupo-${Math.floor(i / Math.ceil(ROWS / SECTIONS))}`, fecha_matricula: '2026-03-02', consentimiento_fecha: '2026-03-01',
  }
}
