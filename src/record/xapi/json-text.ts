/** Where a value stands in a text: from `start` up to, not including, `end`. */
export interface Span { readonly start: number; readonly end: number }
export interface Member extends Span { readonly name: string; /** Where its name begins. */ readonly from: number }

const QUOTE = 34, COMMA = 44, BACKSLASH = 92

/** The elements of the array that a text is, so that each keeps the very bytes its sender wrote. The text has been parsed before: it is JSON. */
export function elementsOf(text: string): Span[] {
  const spans: Span[] = []
  walk(text, text.indexOf('[') + 1, (start, end) => { if (text.slice(start, end).trim() !== '') spans.push({ start, end }) })
  return spans
}

/** The members of the object that stands in a span of a text that was parsed before. */
export function membersOf(text: string, { start }: Span): Member[] {
  const found: Member[] = []
  walk(text, text.indexOf('{', start) + 1, (from, end) => {
    const open = text.indexOf('"', from)
    if (open < 0 || open >= end) return
    const close = endOfString(text, open)
    const raw = text.slice(open, close)
    found.push({ name: raw.includes('\\') ? JSON.parse(raw) as string : raw.slice(1, -1), from: open, start: text.indexOf(':', close) + 1, end })
  })
  return found
}

/** Calls `each` for everything between the commas of one bracket whose inside begins at `at`. */
function walk(text: string, at: number, each: (start: number, end: number) => void): void {
  let depth = 0
  let start = at
  for (let i = at; i < text.length; i += 1) {
    const c = text.charCodeAt(i)
    if (c === QUOTE) { i = endOfString(text, i) - 1; continue }
    // { and [ ; } and ]
    if (c === 123 || c === 91) depth += 1
    else if (c === 125 || c === 93) {
      if (depth === 0) { each(start, i); return }
      depth -= 1
    } else if (c === COMMA && depth === 0) { each(start, i); start = i + 1 }
  }
}

/** Just behind the closing quote of the string that opens at `open`. */
function endOfString(text: string, open: number): number {
  for (let close = text.indexOf('"', open + 1); close > 0; close = text.indexOf('"', close + 1)) {
    let slashes = 0
    while (text.charCodeAt(close - 1 - slashes) === BACKSLASH) slashes += 1
    if (slashes % 2 === 0) return close + 1
  }
  return text.length
}
