/** Our namespace: verbs, activities and extensions under it are ours alone. w3id.org keeps it stable whatever host we run on. */
export const NS = 'https://w3id.org/yachay/'

/** homePage of every opaque agent id; the name beside it is a UUID that says nothing. */
export const AGENT_HOME = `${NS}agents`

export interface Agent {
  readonly objectType?: 'Agent'
  readonly account: { readonly homePage: string; readonly name: string }
}

export interface Activity {
  readonly objectType?: 'Activity'
  readonly id: string
  readonly definition?: Record<string, unknown>
}

export interface StatementRef {
  readonly objectType: 'StatementRef'
  readonly id: string
}

export interface Score {
  readonly scaled?: number
  readonly raw?: number
  readonly min?: number
  readonly max?: number
}

/** An xAPI statement as our own commands write it; what outside tools send is checked by validation/statement.ts and may hold more. */
export interface Statement {
  readonly id?: string
  readonly actor: Agent
  readonly verb: { readonly id: string; readonly display?: Record<string, string> }
  readonly object: Activity | Agent | StatementRef
  readonly result?: {
    readonly score?: Score
    readonly success?: boolean
    readonly completion?: boolean
    readonly duration?: string
    readonly response?: string
    readonly extensions?: Record<string, unknown>
  }
  readonly context?: {
    readonly registration?: string
    readonly instructor?: Agent
    readonly language?: string
    readonly extensions?: Record<string, unknown>
    readonly [other: string]: unknown
  }
  readonly timestamp?: string
  readonly authority?: Agent
  readonly stored?: string
  readonly version?: string
}

/** What a command returns: a statement for a tenant (a programme), not yet stored. */
export interface Draft {
  readonly tenant: string
  readonly statement: Statement
}

/** Who vouches for a statement: a command of this process, a signed-in person's own session, or an outside client's name. */
export type Authority = 'command' | 'session' | `client:${string}`

/** A statement as it stands in the record. */
export interface Stored {
  readonly tenant: string
  /** Dense, in commit order, from 1, per tenant. */
  readonly pos: number
  readonly id: string
  readonly stored: Date
  /** The statement's own timestamp, never later than `stored`. */
  readonly happened: Date
  /** The opaque agent id, when the actor is one of ours. */
  readonly actor: string | null
  readonly verb: string
  /** Activity IRI, agent id or statement id. */
  readonly object: string
  readonly registration: string | null
  readonly authority: Authority
  readonly statement: Statement
}

export function agent(id: string): Agent {
  return { objectType: 'Agent', account: { homePage: AGENT_HOME, name: id } }
}

/** The opaque id of one of our agents, or null for anybody else's. */
export function agentId(value: unknown): string | null {
  const account = (value as Agent | undefined)?.account
  return account?.homePage === AGENT_HOME && typeof account.name === 'string' ? account.name : null
}

export const EXT = `${NS}ext/`

/** Builds `context.extensions` under our namespace: ext({ level: 'card' }) -> { "https://w3id.org/yachay/ext/level": "card" }. */
export function ext(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined).map(([k, v]) => [EXT + k, v]))
}

/** Reads one of our context extensions. */
export function readExt(statement: Statement, name: string): unknown {
  return statement.context?.extensions?.[EXT + name]
}
