import { isUtf8 } from 'node:buffer'
import type { FactRule, House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { KeyDestroyed } from '../append.ts'
import { needsLook } from '../at-once.ts'
import { createBatcher, type Batcher } from '../batch.ts'
import { VOIDED, type Prepared } from '../prepare.ts'
import { NS, agentId, type Statement } from '../statement.ts'
import { isUuid } from '../validation/formats.ts'
import { checkNames, checkStatement } from '../validation/statement.ts'
import { agentKey } from './agent-key.ts'
import { keepAttachments } from './attachment-files.ts'
import { attachmentsOf, matchAttachments, takeBody, type SentFiles } from './attachments.ts'
import { learn } from './canonical.ts'
import { inLists } from './context-lists.ts'
import { elementsOf, type Span } from './json-text.ts'
import { prepareOutside, type Incoming, type Outside } from './prepare-outside.ts'
import type { About } from './terms.ts'
import { authorityOf, badRequest, hasScope, needScope, type XapiAnswer, type XapiRequest } from './request.ts'
import { consistentThrough } from './read-statements.ts'
import { forgetKeys, personKey } from './sealing.ts'

/** Facts that a signed-in person may state of herself; see FactRule. */
export type Facts = ReadonlyMap<string, FactRule>

const MOST_IN_ONE_POST = 1000
const THROUGH = 'X-Experience-API-Consistent-Through'

/** POST: one statement or several, stored all or none. Answers their ids in order. */
export async function postStatements(house: House, request: XapiRequest, facts: Facts): Promise<XapiAnswer> {
  for (const name of request.query.keys()) throw badRequest(name, { es: 'aquí no va ningún parámetro', en: 'no parameter belongs here' })
  const { ids, through } = await store(house, request, facts, undefined)
  return { status: 200, headers: { 'Content-Type': 'application/json', ...through }, body: JSON.stringify(ids) }
}

/** PUT: one statement under the id in the address. */
export async function putStatement(house: House, request: XapiRequest, facts: Facts): Promise<XapiAnswer> {
  const id = request.query.get('statementId')
  if (id === undefined || !isUuid(id)) throw badRequest('statementId', { es: 'hace falta un UUID', en: 'a UUID is needed' })
  for (const name of request.query.keys()) if (name !== 'statementId') throw badRequest(name, { es: 'este parámetro no va aquí', en: 'this parameter does not belong here' })
  const { through } = await store(house, request, facts, id)
  return { status: 204, headers: through, body: null }
}

interface Acknowledged { readonly ids: readonly string[]; readonly through: Readonly<Record<string, string>> }

async function store(house: House, request: XapiRequest, facts: Facts, asked: string | undefined): Promise<Acknowledged> {
  needScope(request.sender, 'statements/write')
  const { json, files } = takeBody(request.header('content-type'), request.body)
  const incoming = read(json, request, asked)
  for (const { value } of incoming) {
    const wait = mayState(house, request, facts, value as unknown as Statement)
    if (wait) await wait
  }
  matchAttachments(incoming.map((i) => i.value), files, request.version)
  return written(house, request, incoming, files, asked)
}

/** Seals and sends; once more from the start when a person was erased in between. */
async function written(
  house: House, request: XapiRequest, incoming: readonly Incoming[], files: SentFiles, asked: string | undefined, tries = 3,
): Promise<Acknowledged> {
  const of: Outside = {
    house, tenant: request.tenant, authority: authorityOf(request.sender), version: request.version, now: house.clock(),
    voids: request.sender.kind === 'session' ? null : hasScope(request.sender, 'all') ? 'any' : 'own',
  }
  const prepared: Prepared[] = []
  for (const one of incoming) prepared.push(await prepareOutside(of, one, { id: asked, open: isFact(request, one.value.verb.id) }))
  if (prepared.length === 0) return { ids: [], through: await consistentThrough(house, request.tenant) }
  // Before the statements: whoever reads one finds its files.
  if (files.size > 0) for (const { value } of incoming) await keep(house, request, value, files)
  try {
    const stored = await batcherOf(house, request.tenant, prepared.some((p) => needsLook(house, p))).send(prepared, scopesOf(request))
    // Times of reception are drawn under the order lock: whatever is stored before this one is there already.
    const last = stored.at(-1)?.stored
    await hear(house, request, stored.length === incoming.length ? incoming : incoming.filter((_, i) => stored.some(({ id }) => id === prepared[i]?.row.id)))
    return { ids: prepared.map((p) => p.row.id), through: last ? { [THROUGH]: last.toISOString() } : await consistentThrough(house, request.tenant) }
  } catch (error) {
    if (!(error instanceof KeyDestroyed) || tries <= 1) throw error
    forgetKeys(house.db)
    return written(house, request, incoming, files, asked, tries - 1)
  }
}

/** What new statements say of activities, verbs and agents. A refused or repeated one changes nothing at all (1.0.3 Communication 2.1.2). */
function hear(house: House, { tenant, sender }: XapiRequest, incoming: readonly Incoming[]): Promise<void> | void {
  if (sender.kind === 'client' && hasScope(sender, 'define')) return learn(house, tenant, incoming.map((i) => i.value as unknown as About))
}

async function keep(house: House, { tenant, sender }: XapiRequest, statement: Incoming['value'], files: SentFiles): Promise<void> {
  const names = attachmentsOf(statement).map(({ sha2 }) => sha2.toLowerCase())
  const mine = new Map(names.flatMap((name) => { const file = files.get(name); return file ? [[name, file] as const] : [] }))
  if (mine.size === 0) return
  const { id, key } = await personKey(house, tenant, agentKey(house.keys, tenant, statement.actor))
  await keepAttachments(house, { tenant, person: id, authority: authorityOf(sender) }, key, mine)
}

function read(json: Buffer, request: XapiRequest, asked: string | undefined): Incoming[] {
  // Read as it comes it would be stored with signs that nobody wrote.
  if (!isUtf8(json)) throw new Problem(400, 'not-utf8', { es: 'Lo que llegó no es texto en UTF-8.', en: 'What arrived is not text in UTF-8.' })
  const text = json.toString('utf8')
  const body = parse(text)
  const several = Array.isArray(body)
  if (several && asked !== undefined) throw badRequest('body', { es: 'aquí va un solo registro', en: 'one statement belongs here' })
  const values: readonly unknown[] = several ? body : [body]
  if (values.length > MOST_IN_ONE_POST) throw tooMany()
  const spans: Span[] = several ? elementsOf(text) : [{ start: 0, end: text.length }]
  const seen = new Set<string>()
  return values.map((value, i) => {
    const statement = checkStatement(value, request.version)
    checkNames(text, spans[i]!, statement)
    const id = statement.id?.toLowerCase()
    if (asked !== undefined && id !== undefined && id !== asked.toLowerCase()) throw badRequest('statementId', { es: 'no es el id del registro', en: 'it is not the id of the statement' })
    if (id !== undefined && seen.has(id)) throw badRequest('id', { es: 'dos registros del envío tienen el mismo', en: 'two statements of this batch have the same' })
    if (id !== undefined) seen.add(id)
    needShort(statement)
    return { value: statement, ...inLists(text, spans[i]!, statement) }
  })
}

/** Bytes: a verb stands in an index, whose rows end at 2,700. Anything else may be of any length. */
const LONGEST_VERB = 2000

function needShort({ verb }: Incoming['value']): void {
  if (verb.id.length * 4 <= LONGEST_VERB || Buffer.byteLength(verb.id) <= LONGEST_VERB) return
  throw new Problem(413, 'iri-too-long', {
    es: `El id de un verbo puede tener como máximo ${LONGEST_VERB} bytes.`, en: `The id of a verb may have ${LONGEST_VERB} bytes at most.`,
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(400, 'not-json', { es: 'Lo que llegó no es JSON.', en: 'What arrived is not JSON.' })
  }
}

function isFact(request: XapiRequest, verb: string): boolean {
  return request.sender.kind === 'session' && verb.startsWith(NS)
}

/**
 * A session states its own person's facts and nothing else; another program never speaks with our verbs, which counting rules read.
 * Acts, and the voiding of what is ours, are closed to both.
 */
function mayState(house: House, request: XapiRequest, facts: Facts, statement: Statement): Promise<void> | void {
  const { sender, tenant } = request
  const ours = statement.verb.id.startsWith(NS)
  if (sender.kind === 'client') {
    if (ours) throw closed()
    return
  }
  if (!sender.agent || agentId(statement.actor) !== sender.agent) throw notYours()
  if (statement.verb.id === VOIDED) {
    throw new Problem(403, 'voiding-closed', { es: 'Un registro no se puede anular desde aquí.', en: 'A statement cannot be voided from here.' })
  }
  if (!ours) return
  const rule = facts.get(statement.verb.id)
  if (!rule) throw closed()
  return rule.check(house, tenant, statement)
}

/** What a browser states holds its person still; an outside program's statements need nothing but the order lock. */
function scopesOf({ sender, tenant }: XapiRequest): string[] {
  return sender.kind === 'session' ? [`actor:${tenant}:${sender.agent}`] : []
}

const batchers = new WeakMap<House['db'], Map<string, Batcher>>()

/** One line of commits for each tenant, and one beside it for what the record has to look at first. */
function batcherOf(house: House, tenant: string, look: boolean): Batcher {
  const mine = batchers.get(house.db) ?? new Map<string, Batcher>()
  batchers.set(house.db, mine)
  const name = `${tenant} ${look}`
  const before = mine.get(name)
  if (before) return before
  const made = createBatcher(house)
  mine.set(name, made)
  return made
}

export function notYours(): Problem {
  return new Problem(403, 'not-yours', { es: 'Solo puedes registrar y ver lo tuyo.', en: 'You can only record and see what is yours.' })
}

function closed(): Problem {
  return new Problem(403, 'act-closed', {
    es: 'Ese paso solo lo puede registrar Yachay cuando la persona encargada lo hace en su página.',
    en: 'Only Yachay itself records that step, when the person in charge does it on her page.',
  })
}

function tooMany(): Problem {
  return new Problem(413, 'too-many', { es: `Envía como máximo ${MOST_IN_ONE_POST} registros a la vez.`, en: `Send at most ${MOST_IN_ONE_POST} statements at once.` })
}
