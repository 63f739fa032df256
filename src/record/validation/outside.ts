// What a statement from outside holds once statement.ts has let it through. Names and shapes are the specification's.

export type LanguageMap = Readonly<Record<string, string>>
export type Extensions = Readonly<Record<string, unknown>>

/** Exactly one of mbox, mbox_sha1sum, openid and account. */
export interface OutsideAgent {
  readonly objectType?: 'Agent'
  readonly name?: string
  readonly mbox?: string
  readonly mbox_sha1sum?: string
  readonly openid?: string
  readonly account?: { readonly homePage: string; readonly name: string }
}

/** Identified by at most one of the four; without any it is anonymous and has members. */
export interface OutsideGroup extends Omit<OutsideAgent, 'objectType'> {
  readonly objectType: 'Group'
  readonly member?: readonly OutsideAgent[]
}

export type OutsideActor = OutsideAgent | OutsideGroup

export interface InteractionComponent { readonly id: string; readonly description?: LanguageMap }

export interface ActivityDefinition {
  readonly name?: LanguageMap
  readonly description?: LanguageMap
  readonly type?: string
  readonly moreInfo?: string
  readonly extensions?: Extensions
  readonly interactionType?: string
  readonly correctResponsesPattern?: readonly string[]
  readonly choices?: readonly InteractionComponent[]
  readonly scale?: readonly InteractionComponent[]
  readonly source?: readonly InteractionComponent[]
  readonly target?: readonly InteractionComponent[]
  readonly steps?: readonly InteractionComponent[]
}

export interface OutsideActivity { readonly objectType?: 'Activity'; readonly id: string; readonly definition?: ActivityDefinition }
export interface OutsideReference { readonly objectType: 'StatementRef'; readonly id: string }

export interface OutsideResult {
  readonly score?: { readonly scaled?: number; readonly raw?: number; readonly min?: number; readonly max?: number }
  readonly success?: boolean
  readonly completion?: boolean
  readonly response?: string
  readonly duration?: string
  readonly extensions?: Extensions
}

export type ContextRole = 'parent' | 'grouping' | 'category' | 'other'

export interface OutsideContext {
  readonly registration?: string
  readonly instructor?: OutsideActor
  readonly team?: OutsideGroup
  readonly contextActivities?: Readonly<Partial<Record<ContextRole, OutsideActivity | readonly OutsideActivity[]>>>
  /** 2.0 only, like contextGroups. */
  readonly contextAgents?: readonly { readonly objectType: 'contextAgent'; readonly agent: OutsideAgent; readonly relevantTypes?: readonly string[] }[]
  readonly contextGroups?: readonly { readonly objectType: 'contextGroup'; readonly group: OutsideGroup; readonly relevantTypes?: readonly string[] }[]
  readonly revision?: string
  readonly platform?: string
  readonly language?: string
  readonly statement?: OutsideReference
  readonly extensions?: Extensions
}

export interface Attachment {
  readonly usageType: string
  readonly display: LanguageMap
  readonly description?: LanguageMap
  readonly contentType: string
  readonly length: number
  readonly sha2: string
  readonly fileUrl?: string
}

/** What a statement and its sub-statement have in common. */
export interface OutsideEvent {
  readonly actor: OutsideActor
  readonly verb: { readonly id: string; readonly display?: LanguageMap }
  readonly result?: OutsideResult
  readonly context?: OutsideContext
  readonly timestamp?: string
  readonly attachments?: readonly Attachment[]
}

export interface SubStatement extends OutsideEvent {
  readonly objectType: 'SubStatement'
  readonly object: OutsideActivity | OutsideActor | OutsideReference
}

export interface OutsideStatement extends OutsideEvent {
  readonly id?: string
  readonly object: OutsideActivity | OutsideActor | OutsideReference | SubStatement
  readonly stored?: string
  readonly authority?: OutsideActor
  readonly version?: string
}
