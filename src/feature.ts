import type { Context } from 'hono'
import type { Clock } from './lib/clock.ts'
import type { Config } from './lib/config.ts'
import type { Counted } from './lib/counted.ts'
import type { Database, Tx } from './lib/database.ts'
import type { Keys } from './lib/keys.ts'
import type { Problem } from './lib/problem.ts'
import type { Lang, Text } from './lib/text.ts'
import type { Concept } from './record/profile/concept.ts'
import type { Follower, Inline } from './record/projection.ts'
import type { Statement } from './record/statement.ts'
import type { Scope } from './record/xapi/request.ts'

/** What every handler and job of the house is given. */
export interface House {
  readonly config: Config
  readonly db: Database
  readonly clock: Clock
  readonly keys: Keys
  /** Every projection of every feature; `append` applies the inline ones. */
  readonly projections: readonly (Inline | Follower)[]
  /** What each feature shows on a learner's home. */
  readonly home: readonly HomeCards[]
  /** What each feature takes from a phone, and gives one before it leaves. */
  readonly deliveries: readonly DeliveryRule[]
  readonly takeAlong: readonly TakeAlong[]
  /** What the statements of every feature mean: the xAPI Profile is made of it. */
  readonly concepts: readonly Concept[]
  /** What each feature loaded from content files, under its own name; read it through that feature's index.ts. */
  readonly content: Map<string, unknown>
  /** Adds a job inside a transaction: it runs only if the transaction commits. */
  readonly enqueue: (tx: Tx, job: string, payload: object, options?: { key?: string; runAt?: Date }) => Promise<void>
}

/** People, who come with a browser. */
export const PEOPLE = ['visitor', 'learner', 'tutor', 'executor', 'approver', 'auditor', 'caller', 'administrator'] as const
/** `client`: another program with a key, under /xapi/ only. */
export const ROLES = [...PEOPLE, 'client'] as const
export type Role = (typeof ROLES)[number]
export type StaffRole = Exclude<Role, 'visitor' | 'learner' | 'client'>

/** A role in a programme; `organisation` is the slug of the one she holds it for, null or absent: the whole programme. */
export interface HeldRole {
  readonly tenant: string
  readonly role: StaffRole
  readonly organisation?: string | null
}

/** Who asks. A staff member's roles are per programme (tenant); `administrator` has tenant '*'. */
export type Who =
  | { readonly kind: 'visitor' }
  | { readonly kind: 'learner'; readonly person: string; readonly session: string }
  | { readonly kind: 'staff'; readonly staff: string; readonly name: string; readonly session: string
      readonly roles: readonly HeldRole[] }
  | { readonly kind: 'client'; readonly client: string; readonly tenant: string; readonly name: string; readonly scopes: readonly Scope[] }

export type StaffWho = Who & { readonly kind: 'staff' }

export interface Env {
  Variables: { house: House; who: Who; lang: Lang }
}
export type Ctx = Context<Env>

/** The right to a route is a row in src/rights.ts under `${method} ${path}`; a route without its row does not start. HEAD goes with GET. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly handle: (c: Ctx) => Response | Promise<Response>
  /** Largest body in bytes; 64 KiB when absent. */
  readonly maxBody?: number
  /** Takes bodies that do not say their length, and stops reading at its own limit. */
  readonly chunked?: boolean
  /** Shows its form again, what was typed still there, when it asks for a fresh code: a file comes back on no other page. */
  readonly askAgain?: (c: Ctx, refusal: Problem) => Response | Promise<Response>
}

/**
 * A fact that a person's own session may post to /xapi. `check` throws a Problem unless the statement is one this feature
 * would have written itself (known unit, declared minutes, nothing extra). Everything else under our namespace is refused.
 */
export interface FactRule {
  readonly verb: string
  readonly check: (house: House, tenant: string, statement: Statement) => Promise<void>
}

export interface Job {
  readonly name: string
  readonly run: (house: House, payload: unknown) => Promise<void>
  /** Cron in UTC, such as '*\/5 * * * *'; absent: only when enqueued. */
  readonly cron?: string
}

/** Who works for one entity of a programme asks for an address with this value in it. */
export interface EntityAsks {
  readonly tenant: string
  readonly organisation: string
  readonly staff: string
  readonly value: string
  readonly route: Pick<Route, 'method' | 'path'>
}

/** Where the office's front page shows a link: who comes, what is taught, what is counted, what machines do. */
export const OFFICE_ROOMS = ['classes', 'people', 'number', 'technical'] as const
export type OfficeRoom = (typeof OFFICE_ROOMS)[number]

/** A page of the office: `path` comes after /office/:programme/. */
export interface OfficeLink {
  readonly label: Text
  readonly path: string
  readonly room: OfficeRoom
  readonly roles: readonly StaffRole[]
  /** Of no use to who works for one entity: it shows or decides what concerns several. */
  readonly whole?: true
}

/** What must not wait, told at the top of the office's front page; `path` comes after /office/:programme/. */
export interface OfficeNotice {
  readonly text: Text
  readonly path: string
  readonly roles: readonly StaffRole[]
}

/** Something that waits for a member of staff, on the office's front page; `path` comes after /office/:programme/. */
export interface Waiting {
  /** `one` when it is exactly one; `many` with `{n}`. */
  readonly text: { readonly one: Text; readonly many: Text }
  readonly count: Counted
  /** A page that she may open and on which it is done. */
  readonly path: string
  /** When the oldest began to wait. */
  readonly since?: Date | null
  /** The end of a term of law or of published terms: of the one that ends first. */
  readonly due?: Date | null
}

/** What waits for her: by her roles in the programme and by what she sees of it. Never what she proposed and another decides. */
export type Waits = (house: House, tenant: string, who: StaffWho) => Promise<readonly Waiting[]>

/** One thing on a learner's home: what it is, how it stands, the one next step. */
export interface HomeCard {
  readonly title: string
  readonly text: string
  readonly href: string
  readonly action: string
  /** Smaller comes first: what is due now before what is done. */
  readonly order: number
}

export type HomeCards = (house: House, person: string, lang: Lang) => Promise<readonly HomeCard[]>

/** What a phone recorded, perhaps without signal: opened, and proved to be of the person whose key signed it. */
export interface DeliveredItem {
  /** Made on the phone. The statement that records the item has this id, so that the same item twice stays one. */
  readonly id: string
  readonly kind: string
  /** Not believed before it was parsed. */
  readonly data: unknown
  readonly files: readonly { readonly name: string; readonly type: string; readonly bytes: Uint8Array }[]
  /** When it was done: the phone's clock corrected by its known error, never later than reception. */
  readonly at: Date
  /** What the phone's own clock said then. */
  readonly deviceTime: Date
  /** That clock was more than 24 hours off, or was never compared with ours (DOMAIN.md 5.3 no. 23): flagged, not lost. */
  readonly skewed: boolean
}

export type DeliveredBy =
  | { readonly kind: 'learner'; readonly person: string }
  | { readonly kind: 'staff'; readonly staff: string; readonly roles: readonly { readonly tenant: string; readonly role: StaffRole }[] }

export interface DeliveryRule {
  readonly kind: string
  readonly from: DeliveredBy['kind']
  /**
   * Records the item, with every check its page would make. The same id again, after an answer that got lost, changes nothing and
   * succeeds. A Problem refuses it for good, and its sentence is shown beside the item; any other error means "later".
   */
  readonly accept: (house: House, by: DeliveredBy, item: DeliveredItem) => Promise<void>
  /**
   * The same for items that follow each other, in one transaction; answers for each, in order, with the Problem that refuses it or
   * null. When it throws, nothing was recorded, and they are taken one by one.
   */
  readonly acceptSeveral?: (house: House, by: DeliveredBy, items: readonly DeliveredItem[]) => Promise<readonly (Problem | null)[]>
}

/**
 * What of her own a feature gives to a learner's phone before it leaves: kept there under her key, never in a cache.
 * `pages` are the person-neutral addresses of the same course to be kept, the same for everybody.
 */
export interface TakeAlong {
  readonly name: string
  readonly own?: (house: House, enrolment: string, lang: Lang) => Promise<unknown>
  readonly pages?: (house: House, course: TakenCourse) => Promise<readonly TakenPage[]>
}

/** An address to be kept, with about what it costs to fetch: bytes on the wire, with the files that only it needs. */
export interface TakenPage {
  readonly address: string
  readonly bytes: number
}

/** One version of a course in one language, in a programme. */
export interface TakenCourse {
  readonly programme: string
  /** Hash of the version. */
  readonly version: string
  readonly lang: Lang
}

/** How a part of the installation stands, for its staff. `good`: nothing is to be done. */
export interface StatusLine {
  readonly name: Text
  readonly text: Text
  readonly good: boolean
}

/** A feature is a folder; its index.ts exports one of these, and src/app.ts lists it. */
export interface Feature {
  readonly name: string
  /** Folder of .sql files relative to the project root; for what is no statement. */
  readonly migrations?: string
  readonly projections?: readonly (Inline | Follower)[]
  readonly facts?: readonly FactRule[]
  /** Its verbs, kinds of activity and extensions, and what its statements carry. */
  readonly concepts?: readonly Concept[]
  readonly routes?: readonly Route[]
  readonly jobs?: readonly Job[]
  readonly office?: readonly OfficeLink[]
  /** By the name of a part of an address (`section`): whether it is of the asking entity, so that its people may open it. */
  readonly entity?: Readonly<Record<string, (house: House, asks: EntityAsks) => Promise<boolean>>>
  /** Lines that stand at the top of the office while something of the programme must not wait. */
  readonly notices?: (house: House, tenant: string) => Promise<readonly OfficeNotice[]>
  /** What waits for a member of staff, each one indexed question that counts to a bound (lib/counted.ts). */
  readonly waits?: Waits
  readonly deliveries?: readonly DeliveryRule[]
  readonly takeAlong?: TakeAlong
  /** Her cards on /me. */
  readonly home?: HomeCards
  /** What it says of itself on /office/status. */
  readonly status?: (house: House) => Promise<readonly StatusLine[]>
  /** Reads the feature's content files at start; throws an Error listing every mistake at once. */
  readonly load?: (house: House) => Promise<void>
}
