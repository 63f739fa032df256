import { createPrivateKey, randomBytes, randomUUID, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { progressOf, startBatch } from '../../src/features/credentials/batch.ts'
import { certificatePdf } from '../../src/features/credentials/certificate-pdf.ts'
import { credentialsOf, papersOf } from '../../src/features/credentials/credentials.ts'
import { qrOutline } from '../../src/features/credentials/qr.ts'
import { stateOf } from '../../src/features/credentials/credential-state.ts'
import { growLog } from '../../src/features/log/grow-log.ts'
import { ROOT } from '../../src/lib/root.ts'
import type { Figure } from '../main.ts'
import type { Started } from '../started.ts'
import { propose, team, TENANT } from './people.ts'

const PEOPLE = Number(process.env.TRUST_PEOPLE ?? 20_000)
/** Where memory is looked at, in issued certificates. */
const MARKS = [1_000, 5_000, 10_000, 20_000].filter((mark) => mark <= PEOPLE)
const PAPERS = 200
/** Twenty thousand in an hour. */
const LEAST_A_SECOND = 20_000 / 3_600
const MOST_GROWTH = 1.25

const say = (text: string): void => { process.stderr.write(`${text}\n`) }

/** One batch approves, signs, seals and tells everybody, by the server's own jobs as an approver starts them; then the log takes the acts in. */
export async function benchIssuing({ house, pid }: Started): Promise<Figure[]> {
  const who = await team(house)
  let began = performance.now()
  for (let n = 0; n < PEOPLE; n += 1_000) await propose(house, who, n, Math.min(1_000, PEOPLE - n))
  say(`${PEOPLE} people made in ${seconds(began).toFixed(0)} s`)

  const signingBefore = signaturesPerSecond()
  const batch = randomUUID()
  began = performance.now()
  await startBatch(house, TENANT, batch, who.approver)
  const memory = await untilIssued(house.db, batch, pid, began)
  const took = seconds(began)
  began = performance.now()
  await growLog(house, TENANT)
  const { size } = await house.db.selectFrom('log').select('size').where('tenant', '=', TENANT).executeTakeFirstOrThrow()
  const logged = seconds(began)
  const bare = (signingBefore + signaturesPerSecond()) / 2
  const perSecond = PEOPLE / (took + logged)
  return [
    {
      item: `${PEOPLE} certificates in one batch: approved, signed, sealed, QR, status entry, note, log`, figure: `${perSecond.toFixed(1)} a second (${took.toFixed(0)} s, and ${logged.toFixed(0)} s for ${size} log entries)`,
      target: `>= ${LEAST_A_SECOND.toFixed(1)} a second (20,000 in an hour)`, met: perSecond >= LEAST_A_SECOND,
    },
    { item: 'the same against bare Ed25519 signing of 64 bytes, same run', figure: `1 : ${(bare / perSecond).toFixed(0)} (bare: ${bare.toFixed(0)} a second)`, target: 'told', met: true },
    { item: 'memory of the server while they are issued', figure: memory.map(({ mark, mb }) => `${mark}: ${mb.toFixed(0)} MB`).join(', '), target: `last <= ${MOST_GROWTH} × first`, met: flat(memory) },
    ...await papers(house, perSecond),
  ]
}

interface Memory { readonly mark: number; readonly mb: number }

const flat = (memory: readonly Memory[]): boolean => memory.length < 2 || memory.at(-1)!.mb <= memory[0]!.mb * MOST_GROWTH

/** Waits for the last certificate; resident memory of the server as each mark is passed. */
async function untilIssued(db: Started['house']['db'], batch: string, pid: number, began: number): Promise<Memory[]> {
  const memory: Memory[] = []
  for (let last = 0; ;) {
    await wait(500)
    const { done, approved, issued } = await progressOf(db, TENANT, batch) ?? { done: null, approved: 0, issued: 0 }
    for (const mark of MARKS) if (issued >= mark && !memory.some((m) => m.mark === mark)) memory.push({ mark, mb: residentMb(pid) })
    if (Math.floor(issued / 1_000) > last) {
      last = Math.floor(issued / 1_000)
      say(`${issued} issued after ${seconds(began).toFixed(0)} s, ${residentMb(pid).toFixed(0)} MB`)
    }
    if (done && approved === PEOPLE && issued === PEOPLE) return memory
    if (done && approved < PEOPLE) throw new Error(`only ${approved} of ${PEOPLE} were approved`)
  }
}

function residentMb(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
}

function signaturesPerSecond(): number {
  const key = createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), randomBytes(32)]), format: 'der', type: 'pkcs8' })
  const data = randomBytes(64)
  const began = performance.now()
  let n = 0
  for (; seconds(began) < 1; n += 1) sign(null, data, key)
  return n / seconds(began)
}

/** The PDF of certificates just issued, opened from their seal, against the bare compiler on one and the same data. */
async function papers(house: Started['house'], perSecond: number): Promise<Figure[]> {
  const some = await house.db.selectFrom('credential').select('credential').limit(PAPERS).execute()
  const rows = await credentialsOf(house.db, some.map((one) => one.credential))
  const print = async (n: number): Promise<void> => {
    const row = rows[n % rows.length]!
    const state = await stateOf(house.db, row.credential)
    if (!state) throw new Error('a certificate has no state')
    await certificatePdf(house, 'es', row, state, await papersOf(house, house.db, row.credential))
  }
  await print(0)
  const bare = bareTypst()
  bare(-1)
  let [ours, reference] = [0, 0]
  // In turn, so that what else the machine does falls on both.
  for (let n = 0; n < rows.length; n += 1) {
    let began = performance.now()
    await print(n)
    ours += seconds(began)
    began = performance.now()
    bare(n)
    reference += seconds(began)
  }
  const [a, b] = [rows.length / ours, rows.length / reference]
  return [
    { item: 'PDF of a certificate: unsealed, set and tagged, against bare Typst in the same run', figure: `${a.toFixed(1)} a second, ${(a / b).toFixed(2)} × bare (${b.toFixed(1)})`, target: '>= 0.50 × bare', met: a / b >= 0.5 },
    { item: 'certificates with their PDF, one after the other', figure: `${(1 / (1 / perSecond + 1 / a)).toFixed(1)} a second`, target: `>= ${LEAST_A_SECOND.toFixed(1)} a second`, met: 1 / (1 / perSecond + 1 / a) >= LEAST_A_SECOND },
  ]
}

/** Typst alone, with the certificate's template and another name and QR each time, for it keeps what it set before: no process, no seal, no database. */
function bareTypst(): (n: number) => void {
  const workspace = join(ROOT, 'src')
  const compiler = NodeCompiler.create({ workspace })
  const dataOf = (n: number): string => JSON.stringify({
    lang: 'es', title: 'Certificado', at: [2026, 3, 2, 15, 0, 0], page: 'Página', of: 'de', demo: null, warning: null, issuer: 'Yachay, Piloto', kind: 'Certificado de prueba', translated: null,
    given: 'Se otorga a', holder: `Rosa Quispe Mamani ${n}`, reason: 'por haber aprendido y demostrado lo que pide el programa.', rows: [['Documento', 'DNI ••• 678'], ['Fecha de emisión', '2 de marzo de 2026'], ['Duración', '52 minutos'], ['Nota de la prueba', '17 de 20'], ['Nota del producto', '16 de 20'], ['Laboratorio aprobado', 'uva-vino']],
    trial: 'Documento de prueba, sin valor oficial.', watermark: 'DE PRUEBA', qr: qrOutline(`http://localhost/v#${String(n).padEnd(250, 'A')}`), qralt: 'Código QR', verify: 'Verifícalo en http://localhost/v', seriallabel: 'Número de serie', serial: '0410-61C3-0R40-EHZZ', signed: 'Firmado digitalmente por Yachay, Piloto. Regla v1.',
  })
  return (n) => {
    const paper = compiler.compile({ mainFilePath: `${workspace}/features/credentials/certificate.typ`, inputs: { data: dataOf(n) } }).result
    if (!paper) throw new Error('Typst did not set the certificate')
    compiler.pdf(paper, { pdfStandard: 'ua-1' })
    compiler.evictCache(5)
  }
}

function seconds(began: number): number {
  return (performance.now() - began) / 1_000
}
