/** What we use of TinCanJS 0.50, which brings no types: callbacks with (error, result), and an XMLHttpRequest where there is nothing to tell. */
declare module 'tincanjs' {
  export interface Xhr { status: number; responseText: string; getResponseHeader(name: string): string | null }
  export interface Document { id: string; contents: unknown; contentType: string; etag: string }
  export interface Result { statements: Statement[]; more: string | null }
  export class Agent { constructor(of: object); mbox: string }
  export class Activity { constructor(of: object); id: string }
  export class Attachment { constructor(of: object); sha2: string; getContentAsString(): string }
  export class Statement { constructor(of: object, how?: { storeOriginal?: boolean | number; doStamp?: boolean }); id: string; stored: string; verb: { id: string }; attachments: Attachment[] | null }
  export class LRS {
    constructor(of: { endpoint: string; username?: string; password?: string; auth?: string; version?: string; allowFail?: boolean })
    version: string
    about(how: object): void
    saveStatement(statement: Statement, how: object): void
    saveStatements(statements: Statement[], how: object): void
    retrieveStatement(id: string, how: object): void
    retrieveVoidedStatement(id: string, how: object): void
    queryStatements(how: object): void
    moreStatements(how: object): void
    saveState(key: string, value: unknown, how: object): void
    retrieveState(key: string, how: object): void
    retrieveStateIds(how: object): void
    dropState(key: string | null, how: object): void
    saveActivityProfile(key: string, value: unknown, how: object): void
    retrieveActivityProfile(key: string, how: object): void
    dropActivityProfile(key: string, how: object): void
    saveAgentProfile(key: string, value: unknown, how: object): void
    retrieveAgentProfile(key: string, how: object): void
    dropAgentProfile(key: string, how: object): void
    retrieveActivity(id: string, how: object): void
  }
  const TinCan: { LRS: typeof LRS; Statement: typeof Statement; Agent: typeof Agent; Activity: typeof Activity; disableDebug?: () => void; versions(): string[]; Utils: { stringToArrayBuffer(text: string): ArrayBuffer } }
  export default TinCan
}
