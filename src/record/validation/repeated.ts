// A property must stand only once in its object (XAPI-00021), and JSON.parse keeps the last of two without a word.

interface Span { readonly start: number; readonly end: number }

const COLON = 58, BACKSLASH = 92

/**
 * The first name that stands twice in one object, at any depth; null when none does. `value` is what the span of the text was parsed
 * to, after validation (it does not nest without end). Costs no more than counting, as long as nothing is wrong.
 */
export function repeatedName(text: string, span: Span, value: unknown): string | null {
  return namesIn(text, span) === membersOf(value) ? null : firstRepeated(text, span)
}

/** How many members all objects of a value have together. */
function membersOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let count = 0
  if (Array.isArray(value)) {
    for (const each of value) count += membersOf(each)
    return count
  }
  for (const each of Object.values(value)) count += 1 + membersOf(each)
  return count
}

/** How many strings of a JSON text are names: those before a colon. */
function namesIn(text: string, span: Span): number {
  let count = 0
  for (let open = text.indexOf('"', span.start); open >= 0 && open < span.end;) {
    const close = endOfString(text, open)
    if (text.charCodeAt(afterSpace(text, close)) === COLON) count += 1
    open = text.indexOf('"', close)
  }
  return count
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

function afterSpace(text: string, at: number): number {
  let i = at
  // JSON's white space: blank, tab, line feed, carriage return.
  for (let c = text.charCodeAt(i); c === 32 || c === 9 || c === 10 || c === 13; c = text.charCodeAt(i)) i += 1
  return i
}

function firstRepeated(text: string, span: Span): string | null {
  const objects: Set<string>[] = []
  for (let i = span.start; i < span.end; i += 1) {
    const c = text[i]
    if (c === '{') objects.push(new Set())
    else if (c === '}') objects.pop()
    else if (c === '"') {
      const close = endOfString(text, i)
      if (text.charCodeAt(afterSpace(text, close)) === COLON) {
        // Two spellings of one name, such as id and \u0069d, are the same name.
        const name = String(JSON.parse(text.slice(i, close)))
        const own = objects.at(-1)
        if (own?.has(name)) return name
        own?.add(name)
      }
      i = close - 1
    }
  }
  return null
}
