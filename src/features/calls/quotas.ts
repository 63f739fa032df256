import { quotaLabel, type Quota } from '../programmes/index.ts'

export interface Listed {
  readonly expediente: string
  /** The one quota that she counts for; null: none. */
  readonly quota: string | null
}

/** The one quota that somebody counts for: the first in the order of the terms (her primary group, DOMAIN.md 5.3, 4). */
export function quotaOf(quotas: readonly Quota[], facts: { readonly department: string | null; readonly groups: readonly string[] }): string | null {
  const first = quotas.find((quota) => ('group' in quota ? facts.groups.includes(quota.group) : facts.department === quota.department))
  return first ? quotaLabel(first) : null
}

/** What is left of each quota when so many of its places are held, in the order of the terms; together no more than there are places. */
export function reservedNow(quotas: readonly Quota[], held: ReadonlyMap<string, number>, places: number): { quota: string; places: number }[] {
  let left = places
  return quotas.map((quota) => {
    const label = quotaLabel(quota)
    const here = Math.max(0, Math.min(left, quota.places - (held.get(label) ?? 0)))
    left -= here
    return { quota: label, places: here }
  })
}

/**
 * Who gets a place, and of which kind: first each quota's own go to the first of the order who count for it, then all that are left
 * to the first of the order, whoever they are. A quota is a least number, not a most.
 */
export function allot(order: readonly Listed[], places: number, reserved: readonly { readonly quota: string; readonly places: number }[]): Map<string, string> {
  const given = new Map<string, string>()
  for (const { quota, places: own } of reserved) {
    for (const { expediente } of order.filter((one) => one.quota === quota).slice(0, Math.min(own, places - given.size))) given.set(expediente, quota)
  }
  for (const { expediente } of order) {
    if (given.size >= places) break
    if (!given.has(expediente)) given.set(expediente, 'open')
  }
  return given
}

/** "group-women 10": how the act of a draw carries what was reserved. */
export const reservedText = ({ quota, places }: { readonly quota: string; readonly places: number }): string => `${quota} ${places}`

export function readReserved(texts: readonly string[]): { quota: string; places: number }[] {
  return texts.map((text) => {
    const [quota = '', places = '0'] = text.split(' ')
    return { quota, places: Number(places) }
  })
}
