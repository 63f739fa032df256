import { randomUUID } from 'node:crypto'
import type { Ctx, FactRule, House, Route, Who } from '../feature.ts'
import { Problem } from '../lib/problem.ts'
import { createBatcher, type Batcher } from './batch.ts'
import { prepare } from './prepare.ts'
import { head, readStatement, readStatements } from './read.ts'
import { parseStatement } from './statement-schema.ts'
import { NS, agentId, type Statement, type Stored } from './statement.ts'

/** What /xapi must be told by the layers above: who the sender is in this tenant, and which facts she may state. */
export interface XapiPorts {
  readonly isTenant: (house: House, tenant: string) => boolean
  /** The sender's own opaque agent id in the tenant, or null. */
  readonly agentOf: (house: House, who: Who, tenant: string) => Promise<string | null>
  /** May read every statement of the tenant. */
  readonly mayReadAll: (who: Who, tenant: string) => boolean
  readonly facts: readonly FactRule[]
  /** Verbs a person does not read of herself here: they would tell her of another person. */
  readonly hiddenFromLearners: readonly string[]
}

const MOST_IN_ONE_POST = 200
const PAGE = 100
/** Senders remembered; a hundred bytes each. */
const MOST_KNOWN = 50_000
const VOIDED = 'http://adlnet.gov/expapi/verbs/voided'
const PATH = '/xapi/:programme/statements'

/** The xAPI statement resource for signed-in browsers: POST, PUT, GET by id and by cursor (`after` = position). */
export function xapiRoutes(ports: XapiPorts): Route[] {
  const batchers = new WeakMap<House['db'], Batcher>()
  const owns = new WeakMap<House['db'], Map<string, string>>()
  // An agent id never changes once it is given, so a sender is looked up once a process and programme.
  const ownOf = async (house: House, who: Who, tenant: string): Promise<string | null> => {
    if (who.kind !== 'learner') return ports.agentOf(house, who, tenant)
    const known = owns.get(house.db) ?? new Map<string, string>()
    owns.set(house.db, known)
    const key = `${tenant} ${who.person}`
    const own = known.get(key) ?? await ports.agentOf(house, who, tenant)
    if (known.size >= MOST_KNOWN) known.clear()
    if (own) known.set(key, own)
    return own
  }
  const batcherOf = (house: House): Batcher => {
    const known = batchers.get(house.db) ?? createBatcher(house)
    batchers.set(house.db, known)
    return known
  }
  const receive = async (c: Ctx, bodies: readonly unknown[], id?: string): Promise<string[]> => {
    const house = c.var.house
    const tenant = tenantOf(c, ports)
    const own = await ownOf(house, c.var.who, tenant)
    const statements = bodies.map((body) => withId(parseStatement(body), id))
    for (const statement of statements) await mayState(house, ports, tenant, own, statement)
    if (statements.length > 0) {
      await batcherOf(house).send(statements.map((statement) => prepare(house.keys, { tenant, statement }, 'session', house.clock())), [`actor:${tenant}:${own}`])
    }
    return statements.map((s) => s.id)
  }
  return [
    {
      method: 'POST', path: PATH, maxBody: 1024 * 1024,
      handle: async (c) => {
        const body = await readJson(c)
        const bodies: unknown[] = Array.isArray(body) ? body : [body]
        if (bodies.length > MOST_IN_ONE_POST) throw tooMany()
        return c.json(await receive(c, bodies))
      },
    },
    {
      method: 'PUT', path: PATH,
      handle: async (c) => {
        const id = c.req.query('statementId')
        if (!id) throw invalid('statementId')
        await receive(c, [await readJson(c)], id)
        return c.body(null, 204)
      },
    },
    { method: 'GET', path: PATH, handle: (c) => answer(c, ports) },
  ]
}

async function answer(c: Ctx, ports: XapiPorts): Promise<Response> {
  const house = c.var.house
  const tenant = tenantOf(c, ports)
  const own = await ports.agentOf(house, c.var.who, tenant)
  const all = ports.mayReadAll(c.var.who, tenant)
  if (!own && !all) throw notYours()
  const id = c.req.query('statementId')
  if (id !== undefined) {
    if (!/^[0-9a-f-]{36}$/i.test(id)) throw invalid('statementId')
    const found = await readStatement(house.db, tenant, id)
    if (!found || (!all && (found.actor !== own || ports.hiddenFromLearners.includes(found.verb)))) throw new Problem(404, 'no-statement', { es: 'No hay un registro con ese identificador.', en: 'There is no statement under that id.' })
    return c.json(found.statement)
  }
  const after = Number(c.req.query('after') ?? '0')
  if (!Number.isSafeInteger(after) || after < 0) throw invalid('after')
  const found = await readStatements(house.db, tenant, { after, limit: PAGE, ...(all ? {} : { actors: own ? [own] : [] }) })
  const shown = all ? found : found.filter((s) => !ports.hiddenFromLearners.includes(s.verb))
  return c.json({ statements: shown.map((s: Stored) => s.statement), more: found.length === PAGE ? `${c.req.path}?after=${found.at(-1)?.pos}` : '', head: await head(house.db, tenant) })
}

function withId(statement: Statement, id: string | undefined): Statement & { id: string } {
  if (id && statement.id && statement.id !== id) throw invalid('statementId')
  const { stored: _stored, authority: _authority, ...said } = statement
  return { ...said, id: id ?? statement.id ?? randomUUID() }
}

/** A session states its own person's facts and nothing else: acts, voiding and other people's statements are refused. */
async function mayState(house: House, ports: XapiPorts, tenant: string, own: string | null, statement: Statement): Promise<void> {
  if (!own || agentId(statement.actor) !== own) throw notYours()
  if (statement.verb.id === VOIDED) {
    throw new Problem(403, 'voiding-closed', { es: 'Un registro no se puede anular desde aquí.', en: 'A statement cannot be voided from here.' })
  }
  if (!statement.verb.id.startsWith(NS)) return
  const rule = ports.facts.find((f) => f.verb === statement.verb.id)
  if (!rule) {
    throw new Problem(403, 'act-closed', {
      es: 'Ese paso solo lo puede registrar Yachay cuando la persona encargada lo hace en su página.',
      en: 'Only Yachay itself records that step, when the person in charge does it on her page.',
    })
  }
  await rule.check(house, tenant, statement)
}

function tenantOf(c: Ctx, ports: XapiPorts): string {
  const tenant = c.req.param('programme') ?? ''
  if (!ports.isTenant(c.var.house, tenant)) throw new Problem(404, 'no-programme', { es: 'No conocemos ese programa.', en: 'We do not know that programme.' })
  return tenant
}

async function readJson(c: Ctx): Promise<unknown> {
  const text = await c.req.text()
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(400, 'not-json', { es: 'Lo que llegó no es JSON.', en: 'What arrived is not JSON.' })
  }
}

function invalid(name: string): Problem {
  return new Problem(400, 'bad-parameter', { es: `El parámetro ${name} no es válido.`, en: `The parameter ${name} is not valid.` })
}

function notYours(): Problem {
  return new Problem(403, 'not-yours', { es: 'Solo puedes registrar y ver lo tuyo.', en: 'You can only record and see what is yours.' })
}

function tooMany(): Problem {
  return new Problem(413, 'too-many', { es: `Envía como máximo ${MOST_IN_ONE_POST} registros a la vez.`, en: `Send at most ${MOST_IN_ONE_POST} statements at once.` })
}
