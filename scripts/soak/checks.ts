import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import { ask } from './ask.ts'
import { chainOf } from './follow.ts'
import { State, documentPath, hashOf, idOf, placeOf, type Lane } from './load.ts'

export interface Stored {
  readonly count: number
  readonly dense: boolean
  /** Over position and id of each, as the feed's reader makes it. */
  readonly chain: string
  readonly lost: number
  readonly doubled: number
  /** Statements of refused requests that are there all the same. */
  readonly intruders: number
  /** Sent, without an answer, and there. */
  readonly unknownThere: number
  /** Nobody sent these. */
  readonly strangers: number
}

/** Reads the whole table and holds it against what the senders know. */
export async function compare(pool: pg.Pool, tenant: string, lanes: readonly Lane[]): Promise<Stored> {
  const seen = lanes.map(({ states }) => new Uint8Array(states.length))
  const chain = chainOf()
  let [last, dense, strangers] = [0, true, 0]
  for (;;) {
    const { rows } = await pool.query<{ pos: number; id: string }>('select pos::int, id from statement where tenant = $1 and pos > $2 order by pos limit 20000', [tenant, last])
    if (rows.length === 0) break
    for (const { pos, id } of rows) {
      dense &&= pos === last + 1
      last = pos
      chain.add(pos, id)
      const { lane, n } = placeOf(id)
      const mine = seen[lane]
      if (mine && n < mine.length && idOf(lane, n) === id) mine[n]! += 1
      else strangers += 1
    }
  }
  const tally = { lost: 0, doubled: 0, intruders: 0, unknownThere: 0 }
  lanes.forEach(({ states }, lane) => states.forEach((state, n) => {
    const times = seen[lane]![n]!
    if (state === State.acknowledged && times === 0) tally.lost += 1
    if (times > 1) tally.doubled += 1
    if (state === State.refused && times > 0) tally.intruders += 1
    if (state === State.unknown && times > 0) tally.unknownThere += 1
  }))
  return { count: last, dense, chain: chain.digest(), strangers, ...tally }
}

/** Questions to which the two processes answer otherwise; empty when they agree. */
export async function disagreements(ports: readonly number[], tenant: string, authorization: string, lanes: readonly Lane[]): Promise<string[]> {
  const agent = encodeURIComponent('{"mbox":"mailto:persona7@example.org"}')
  const lists = [
    'limit=100', 'ascending=true&limit=100', `agent=${agent}`, 'verb=http://example.org/verbs/2', 'activity=http://example.org/courses/1/questions/3',
    'activity=http://example.org/courses/1&related_activities=true', 'format=ids&limit=20', 'format=canonical&limit=20', 'registration=0d5e4cb4-0007-4d3f-8b0f-3f1d5f3c2a10',
  ].map((query) => `/xapi/${tenant}/statements?${query}`)
  const paths = [
    ...lists, ...lanes.filter(({ kind }) => kind === 'document').map((lane) => documentPath(tenant, lane)), `/xapi/${tenant}/feed?limit=1000`,
    `/xapi/${tenant}/activities?activityId=http://example.org/courses/1/questions/3`, `/p/${tenant}/number.json`, '/healthz',
  ]
  const differing: string[] = []
  for (const path of paths) {
    const [one, two] = await Promise.all(ports.map(async (port) => {
      const answer = await ask(port, 'GET', path, { authorization, 'x-experience-api-version': '1.0.3' })
      return { status: answer?.status, body: answer?.status === 200 ? withoutMore(answer.text) : answer?.text }
    }))
    if (one?.status !== 200 || !isDeepStrictEqual(one, two)) differing.push(`${path}: ${one?.status} ${two?.status}`)
  }
  return differing
}

/** Where a list goes on is sealed anew for each answer. */
function withoutMore(text: string): unknown {
  const { more: _more, ...body } = JSON.parse(text) as Record<string, unknown>
  return body
}

/** Documents whose last acknowledged state is not there. */
export async function lostDocuments(port: number, tenant: string, authorization: string, lanes: readonly Lane[]): Promise<string[]> {
  const lost: string[] = []
  for (const lane of lanes.filter(({ kind, written }) => kind === 'document' && written >= 0)) {
    const answer = await ask(port, 'GET', documentPath(tenant, lane), { authorization, 'x-experience-api-version': lane.version })
    const n = answer?.status === 200 ? (JSON.parse(answer.text) as { n?: number }).n : undefined
    if (n === undefined || n < lane.written) lost.push(`lane ${lane.number}: ${n} instead of ${lane.written}`)
  }
  return lost
}

/** Acknowledged attachments that do not come with their statement; of each lane the first and the last. */
export async function lostAttachments(port: number, tenant: string, authorization: string, lanes: readonly Lane[]): Promise<string[]> {
  const lost: string[] = []
  for (const { number, kind, version, states } of lanes) {
    if (kind !== 'attachment') continue
    for (const n of [states.indexOf(State.acknowledged), states.lastIndexOf(State.acknowledged)]) {
      if (n < 0) continue
      const path = `/xapi/${tenant}/statements?statementId=${idOf(number, n)}&attachments=true`
      const answer = await ask(port, 'GET', path, { authorization, 'x-experience-api-version': version })
      if (!answer?.text.includes(`essay ${n % 50} essay`) || !answer.text.includes(hashOf(n))) lost.push(`${path}: ${answer?.status}`)
    }
  }
  return lost
}
