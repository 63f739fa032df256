import { Problem } from '../../lib/problem.ts'
import type { Authority } from '../statement.ts'

/** The versions of the specification that we speak, by the header X-Experience-API-Version. */
export type XapiVersion = '1.0.3' | '2.0.0'

export type Resource = 'statements' | 'activities' | 'activities/state' | 'activities/profile' | 'agents' | 'agents/profile' | 'about'
export type Method = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'

/** The scopes of xAPI 1.0.3, Communication 4.2 (OAuth Authorization Scope). */
export const XAPI_SCOPES = ['statements/write', 'statements/read/mine', 'statements/read', 'state', 'define', 'profile', 'all/read', 'all'] as const
/** What a key may be for: the record, and apart from it (`all` does not contain it) fetching certificates with people's names in them. */
export const SCOPES = [...XAPI_SCOPES, 'credentials/issue'] as const
export type Scope = (typeof SCOPES)[number]

/** Who speaks to the record from outside: a signed-in browser, or another program with a key. */
export type Sender =
  /** `agent`: her own opaque agent id in this tenant; null for staff. `readsAll`: an auditor. `hidden`: verbs she does not read of herself here. */
  | { readonly kind: 'session'; readonly agent: string | null; readonly readsAll: boolean; readonly hidden: readonly string[] }
  /** `client`: its id. It belongs to the one tenant of the request. */
  | { readonly kind: 'client'; readonly client: string; readonly scopes: ReadonlySet<Scope> }

/** A request to one of the xAPI resources, free of any web framework, after the alternate request syntax was undone. */
export interface XapiRequest {
  readonly method: Method
  readonly resource: Resource
  readonly tenant: string
  /** Path of the resource as the sender knows it, such as /xapi/piloto/statements: for links that lead on. */
  readonly path: string
  /** Each parameter once; one given twice was refused before. */
  readonly query: ReadonlyMap<string, string>
  /** By lower-case name. */
  readonly header: (name: string) => string | undefined
  readonly body: Buffer
  readonly version: XapiVersion
  readonly sender: Sender
}

export interface XapiAnswer {
  readonly status: number
  /** Names in their usual capitals. Version, CORS and security headers are added to every answer by whoever sends it. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer | null
}

export function authorityOf(sender: Sender): Authority {
  return sender.kind === 'session' ? 'session' : `client:${sender.client}`
}

/** Whether a client may do what needs one of these scopes; a browser's session is judged by what it states, not by scopes. */
export function hasScope(sender: Sender, ...any: readonly Scope[]): boolean {
  return sender.kind === 'session' || sender.scopes.has('all') || any.some((scope) => sender.scopes.has(scope))
}

export function needScope(sender: Sender, ...any: readonly Scope[]): void {
  if (hasScope(sender, ...any)) return
  throw new Problem(403, 'scope-missing', {
    es: `Esta llave no tiene permiso para eso. Hace falta: ${any.join(' o ')}.`,
    en: `This key is not allowed to do that. It needs: ${any.join(' or ')}.`,
  })
}

/** A parameter, header or body that the specification does not allow: 400 and a sentence that names it. */
export function badRequest(what: string, why: { es: string; en: string }): Problem {
  return new Problem(400, 'bad-request', { es: `${what}: ${why.es}`, en: `${what}: ${why.en}` })
}
