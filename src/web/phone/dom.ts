import type { Lang, Text } from '../../lib/text.ts'
import { say } from '../../lib/text.ts'

type Child = Node | string | null | false

/** One element with properties and children; what is null or false is left out. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, properties: Partial<HTMLElementTagNameMap[K]> & { role?: string }, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
  const { role, ...rest } = properties
  const node = Object.assign(document.createElement(tag), rest)
  if (role) node.setAttribute('role', role)
  for (const child of children) if (child) node.append(child)
  return node
}

/** The language of the page. */
export const pageLang: Lang = typeof document !== 'undefined' && document.documentElement.lang === 'en' ? 'en' : 'es'

export const t = (text: Text, values: Record<string, string | number> = {}): string => say(text, pageLang, values)
