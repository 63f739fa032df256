import { hash } from 'node:crypto'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { checkAgent } from '../../record/validation/agent.ts'
import type { AnyAgent } from '../../record/xapi/agent-key.ts'
import { ERASE_REFUSAL } from './erase-words.ts'

/** How other programs may name a person (xAPI 1.0.3, Data 2.4.2.3). */
export const KINDS = ['mbox', 'account', 'openid', 'mbox_sha1sum'] as const
export type Kind = (typeof KINDS)[number]

/** What the form carries, as typed. */
export interface TypedAgent {
  readonly kind: string
  readonly value: string
  readonly home_page: string
}

export const NOBODY: TypedAgent = { kind: 'mbox', value: '', home_page: '' }

/** Every agent that the typed identifier means, or what is wrong with it. */
export type AgentReading = { readonly ok: true; readonly agents: readonly AnyAgent[] } | { readonly ok: false; readonly problems: readonly FieldProblem[] }

export function readAgent(typed: TypedAgent): AgentReading {
  const kind = KINDS.find((one) => one === typed.kind)
  const value = typed.value.trim()
  if (!kind) return wrong('kind', ERASE_REFUSAL.kind)
  switch (kind) {
    case 'mbox': {
      const address = value.replace(/^mailto:/i, '')
      if (!isAgent({ mbox: `mailto:${address}` })) return wrong('value', ERASE_REFUSAL.mbox)
      // Few who type an address keep to the capitals that a program sends; and its hash is the same address (Data 2.4.2.3).
      const mboxes = [...new Set([address, address.toLowerCase()])].map((one) => `mailto:${one}`)
      return { ok: true, agents: mboxes.flatMap((mbox) => [{ mbox }, { mbox_sha1sum: hash('sha1', mbox) }]) }
    }
    case 'account': {
      const account = { homePage: typed.home_page.trim(), name: value }
      if (isAgent({ account }) && value !== '') return { ok: true, agents: [{ account }] }
      return value === '' ? wrong('value', ERASE_REFUSAL.account) : wrong('home_page', ERASE_REFUSAL.homePage)
    }
    case 'openid': return isAgent({ openid: value }) ? { ok: true, agents: [{ openid: value }] } : wrong('value', ERASE_REFUSAL.openid)
    case 'mbox_sha1sum': return isAgent({ mbox_sha1sum: value }) ? { ok: true, agents: [{ mbox_sha1sum: value }] } : wrong('value', ERASE_REFUSAL.sha1)
  }
}

function wrong(field: keyof TypedAgent, sentence: FieldProblem['sentence']): AgentReading {
  return { ok: false, problems: [{ field, sentence }] }
}

function isAgent(agent: AnyAgent): boolean {
  try {
    checkAgent({ objectType: 'Agent', ...agent }, 'agent')
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}
