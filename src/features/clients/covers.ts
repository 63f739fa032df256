import { SCOPES, XAPI_SCOPES, type Scope } from '../../record/xapi/request.ts'

/** What a scope contains besides itself (xAPI 1.0.3, Communication 4.2). */
const CONTAINS: Partial<Record<Scope, readonly Scope[]>> = {
  all: XAPI_SCOPES, 'all/read': ['statements/read', 'statements/read/mine'], 'statements/read': ['statements/read/mine'],
}

/** Whether somebody who holds these scopes may hold `asked` too. */
export function covers(held: readonly Scope[], asked: Scope): boolean {
  return held.includes(asked) || held.some((scope) => CONTAINS[scope]?.includes(asked))
}

/** The scope of this name, or undefined. */
export function scopeOf(name: string): Scope | undefined {
  return SCOPES.find((scope) => scope === name)
}
