import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { ask, type Answer } from './ask.ts'

/** What became of a statement, as its sender knows. */
export const State = { unsent: 0, acknowledged: 1, unknown: 2, refused: 3 } as const

export type Kind = 'single' | 'put' | 'batch' | 'attachment' | 'document'

/** One connection that sends one thing after the other. */
export interface Lane {
  readonly number: number
  readonly kind: Kind
  readonly version: '1.0.3' | '2.0.0'
  /** Sends what got no answer again until it has one; others leave it, and it may be there or not. */
  readonly stubborn: boolean
  /** State of the statement with this number. */
  readonly states: number[]
  /** Documents: the last n that was acknowledged. */
  written: number
}

export interface Totals { acknowledged: number; again: number; refused: number; unknown: number; later: number; documents: number; faults: string[] }

const KINDS: readonly Kind[] = ['single', 'single', 'single', 'put', 'batch', 'single', 'single', 'attachment', 'batch', 'document']
const IN_BATCH = 50

export function lanesOf(count: number): Lane[] {
  return Array.from({ length: count }, (_, number) => ({
    number, kind: KINDS[number % KINDS.length]!, version: Math.floor(number / 2) % 2 ? '2.0.0' : '1.0.3', stubborn: number % 3 !== 0, states: [], written: -1,
  }))
}

/** A UUID that tells lane and number, spread over the whole index as random ones are. */
export function idOf(lane: number, n: number): string {
  return `${(Math.imul(n + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')}-${lane.toString(16).padStart(4, '0')}-4000-8000-${n.toString(16).padStart(12, '0')}`
}

/** Undoes `idOf`. */
export function placeOf(id: string): { lane: number; n: number } {
  return { lane: Number.parseInt(id.slice(9, 13), 16), n: Number.parseInt(id.slice(24), 16) }
}

export interface Load { readonly tenant: string; readonly ports: readonly number[]; readonly authorization: string; readonly going: () => boolean }

/** Sends until told to stop, to the processes in turn, and keeps what became of each statement. */
export async function drive(lane: Lane, load: Load, totals: Totals): Promise<void> {
  for (let turn = lane.number; load.going() && totals.faults.length === 0; turn += 1) {
    if (lane.kind === 'document') await document(lane, load, totals, turn)
    else if (turn % 37 === 5) await refused(lane, load, totals, turn)
    else await stored(lane, load, totals, turn)
  }
}

async function stored(lane: Lane, load: Load, totals: Totals, turn: number): Promise<void> {
  const from = lane.states.length
  const many = lane.kind === 'batch' ? IN_BATCH : 1
  for (let i = 0; i < many; i += 1) lane.states.push(State.unsent)
  const request = requestOf(lane, load.tenant, from, many)
  // The same again after it was acknowledged, now and then: accepted, and stored once.
  for (let left = turn % 23 === 7 ? 2 : 1; left > 0; left -= 1) {
    const known = await deliver(lane, load, totals, turn, request, [200, 204])
    if (lane.states[from] !== State.acknowledged) {
      for (let i = 0; i < many; i += 1) lane.states[from + i] = known ? State.acknowledged : State.unknown
      totals[known ? 'acknowledged' : 'unknown'] += many
    } else if (known) totals.again += many
    if (!known) return
  }
}

/** One broken statement in what is sent: all of it is refused, and nothing of it may ever be stored. */
async function refused(lane: Lane, load: Load, totals: Totals, turn: number): Promise<void> {
  const from = lane.states.length
  const many = lane.kind === 'batch' ? IN_BATCH : 1
  for (let i = 0; i < many; i += 1) lane.states.push(State.refused)
  const request = requestOf(lane, load.tenant, from, many)
  // Without its scheme it is no IRI.
  const broken = request.body.toString().replace('"verb":{"id":"http', '"verb":{"id":"')
  if (await deliver(lane, load, totals, turn, { ...request, body: broken }, [400])) totals.refused += many
}

async function document(lane: Lane, load: Load, totals: Totals, turn: number): Promise<void> {
  const n = lane.written + 1
  const known = await deliver({ ...lane, stubborn: true }, load, totals, turn, { method: 'POST', path: documentPath(load.tenant, lane), type: 'application/json', body: `{"n":${n},"of${n % 10}":"${'x'.repeat(200)}"}` }, [204])
  if (!known) return
  lane.written = n
  totals.documents += 1
}

export const documentPath = (tenant: string, { number }: Lane): string =>
  `/xapi/${tenant}/activities/state?activityId=http://example.org/soak&stateId=lane${number}&agent=${encodeURIComponent('{"objectType":"Agent","mbox":"mailto:soak@example.org"}')}`

interface Request { readonly method: string; readonly path: string; readonly type: string; readonly body: string | Buffer }

/** True when it was answered as it should be; false when nobody knows. Anything else is a fault, and ends the soak. */
async function deliver(lane: Lane, load: Load, totals: Totals, turn: number, { method, path, type, body }: Request, good: readonly number[]): Promise<boolean> {
  const headers = { authorization: load.authorization, 'x-experience-api-version': lane.version, 'content-type': type }
  for (let tried = 0; ; tried += 1) {
    const answer: Answer | null = await ask(load.ports[(turn + tried) % load.ports.length]!, method, path, headers, body)
    if (answer && good.includes(answer.status)) return true
    if (answer && answer.status !== 429 && answer.status !== 503) {
      totals.faults.push(`${lane.kind} ${method} answered ${answer.status}: ${answer.text.slice(0, 300)}`)
      return false
    }
    totals.later += 1
    // What is under way when the soak ends is brought to its end.
    if (!lane.stubborn || tried > 2000) return false
    await wait(answer ? 200 : 30)
  }
}

function requestOf(lane: Lane, tenant: string, from: number, many: number): Request {
  const path = `/xapi/${tenant}/statements`
  const one = (n: number): string => statementText(lane, n)
  switch (lane.kind) {
    case 'put': return { method: 'PUT', path: `${path}?statementId=${idOf(lane.number, from)}`, type: 'application/json', body: one(from) }
    case 'batch': return { method: 'POST', path, type: 'application/json', body: `[${Array.from({ length: many }, (_, i) => one(from + i)).join(',')}]` }
    case 'attachment': return withFile(path, one(from), from)
    default: return { method: 'POST', path, type: 'application/json', body: one(from) }
  }
}

function statementText({ number, kind }: Lane, n: number): string {
  const file = kind === 'attachment' ? `,"attachments":[${attachmentText(n)}]` : ''
  return `{"id":"${idOf(number, n)}","actor":{"objectType":"Agent","name":"Persona ${n % 500}","mbox":"mailto:persona${n % 500}@example.org"},` +
    `"verb":{"id":"http://example.org/verbs/${n % 5}","display":{"es":"respondió","en":"answered"}},` +
    `"object":{"objectType":"Activity","id":"http://example.org/courses/${number}/questions/${n % 200}","definition":{"name":{"es":"Pregunta ${n % 200}"},"type":"http://adlnet.gov/expapi/activities/question"}},` +
    `"result":{"score":{"scaled":0.${n % 10}},"success":${n % 2 === 0},"duration":"PT${n % 60}S","response":"${n}"},` +
    `"context":{"registration":"0d5e4cb4-${(n % 4096).toString(16).padStart(4, '0')}-4d3f-8b0f-3f1d5f3c2a10","contextActivities":{"parent":[{"id":"http://example.org/courses/${number}"}]}},` +
    `"timestamp":"2026-11-22T12:00:00.000Z"${file}}`
}

const fileOf = (n: number): Buffer => Buffer.from(`essay ${n % 50} `.repeat(40))
export const hashOf = (n: number): string => createHash('sha256').update(fileOf(n)).digest('hex')
const attachmentText = (n: number): string => JSON.stringify({
  usageType: 'http://example.org/essay', display: { es: 'Ensayo' }, contentType: 'text/plain', length: fileOf(n).length, sha2: hashOf(n),
})

function withFile(path: string, statement: string, n: number): Request {
  const body = Buffer.concat([
    Buffer.from(`--soak\r\nContent-Type: application/json\r\n\r\n${statement}\r\n--soak\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: ${hashOf(n)}\r\n\r\n`),
    fileOf(n), Buffer.from('\r\n--soak--\r\n'),
  ])
  return { method: 'POST', path, type: 'multipart/mixed; boundary=soak', body }
}
