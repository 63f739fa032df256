import type { Workbook } from './workbook.ts'
import { decoded, walkXml } from './xml.ts'
import { openPart } from './zip.ts'

/** Numbers of the styles that were added to a workbook; `xml` null when it has none to add to: then nothing is coloured. */
export interface MarkedStyles {
  readonly xml: string | null
  readonly red: (style: number) => number
  readonly reason: number
  readonly heading: number
}

const RED = '<fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/><bgColor indexed="64"/></patternFill></fill>'

/** For each used style a twin that is red and otherwise the same; one style for reasons and one for their heading. */
export async function marked(book: Workbook, used: ReadonlySet<number>): Promise<MarkedStyles> {
  const none: MarkedStyles = { xml: null, red: (style) => style, reason: 0, heading: 0 }
  const part = book.stylesPath ? book.parts.get(book.stylesPath) : undefined
  if (!part) return none
  const xml = decoded(await openPart(part))
  const [cells, fills, prefix] = [await childrenOf(xml, 'cellXfs', 'xf'), await childrenOf(xml, 'fills', 'fill'), /<(\w+:)styleSheet[\s>]/.exec(xml)?.[1] ?? '']
  if (!cells || !fills) return none
  const named = (text: string): string => text.replace(/<(\/?)(?=\w)/g, `<$1${prefix}`)
  const [fill, first] = [fills.children.length, cells.children.length]
  const order = [...used].filter((style) => style < first)
  const twin = (style: number): string => (cells.children[style] ?? named('<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'))
    .replace(/^<[\w:]+[^>]*>/, (tag) => tag.replace(/\s(fillId|applyFill)\s*=\s*("[^"]*"|'[^']*')/g, '').replace(/(\s*\/?>)$/, ` fillId="${fill}" applyFill="1"$1`))
  const wrapped = named('<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>')
  const heading = named(`<xf numFmtId="49" fontId="0" fillId="${fill}" borderId="0" xfId="0" applyFill="1"/>`)
  const added = [...order.map(twin), wrapped, heading]
  const later = cells.end > fills.end ? [cells, fills] : [fills, cells]
  let text = xml
  for (const list of later) text = extended(text, list, list === cells ? added.join('') : named(RED), list === cells ? first + added.length : fill + 1)
  const index = new Map(order.map((style, i) => [style, first + i]))
  return { xml: text, red: (style) => index.get(style) ?? first, reason: first + order.length, heading: first + order.length + 1 }
}

interface List { readonly from: number; readonly to: number; readonly end: number; readonly children: readonly string[] }

/** A list of a stylesheet: its opening tag, where it ends, and the text of each of its children. */
async function childrenOf(xml: string, list: string, child: string): Promise<List | null> {
  let [from, to, end, start, depth] = [-1, -1, -1, -1, 0]
  const children: string[] = []
  await walkXml(xml, {
    open: (name, _a, at) => {
      if (name === list && from < 0 && !at.closed) [from, to] = [at.from, at.to]
      else if (from >= 0 && end < 0 && name === child && depth++ === 0) start = at.from
    },
    close: (name, at) => {
      if (name === list && end < 0 && from >= 0) end = at.from
      else if (from >= 0 && end < 0 && name === child && --depth === 0) children.push(xml.slice(start, at.to))
    },
  })
  return end < 0 ? null : { from, to, end, children }
}

function extended(xml: string, { from, to, end }: List, more: string, count: number): string {
  const tag = xml.slice(from, to).replace(/\scount\s*=\s*"[^"]*"/, ` count="${count}"`)
  return xml.slice(0, from) + tag + xml.slice(to, end) + more + xml.slice(end)
}
