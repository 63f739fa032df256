import type { House, StatusLine } from '../../feature.ts'
import { fill } from '../../lib/text.ts'
import { askedRegistries } from './pide.ts'
import { REGISTRY_NAME, settingsOf } from './registry.ts'
import { REGISTRY as W } from './words.ts'

/** One line a registry that is on: none of them was ever tried against the real one, and the page says so. */
export async function status(house: House): Promise<readonly StatusLine[]> {
  const on = [...askedRegistries(house).map((r) => r.id), ...settingsOf(house).providers.map((p) => p.id)]
  if (on.length === 0) return [{ name: W.statusName, text: W.off, good: true }]
  return on.map((id) => ({ name: fill(W.statusOf, { registry: REGISTRY_NAME[id].es }), text: W.untested, good: false }))
}
