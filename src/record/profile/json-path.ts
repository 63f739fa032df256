/**
 * The JSONPath of xAPI Profiles 1.0, 8.1: children by dot or in brackets, `*`, `..`, array places, unions by comma, several paths
 * joined by `|`. Filters and scripts are forbidden there and are an Error here, like anything else that is no path.
 */
export function jsonPath(value: unknown, path: string): unknown[] {
  return piped(path).flatMap((one) => stepsOf(one).reduce<unknown[]>((found, step) => found.flatMap((at) => follow(at, step)), [value]))
}

/** Removes what a path finds; answers a copy. */
export function without<T>(value: T, path: string): T {
  const copy: T = structuredClone(value)
  for (const one of piped(path)) {
    const steps = stepsOf(one)
    const last = steps.at(-1)
    if (!last) continue
    for (const parent of steps.slice(0, -1).reduce<unknown[]>((found, step) => found.flatMap((at) => follow(at, step)), [copy])) {
      if (typeof parent === 'object' && parent !== null) for (const name of last.names === '*' ? Object.keys(parent) : last.names) Reflect.deleteProperty(parent, name)
    }
  }
  return copy
}

interface Step { readonly deep: boolean; readonly names: readonly string[] | '*' }

const STEP = /^(\.\.?)(\*|[\w$@-]+)|^(\.\.)?\[\s*((?:\*|\d+|'[^']*'|"[^"]*")(?:\s*,\s*(?:\*|\d+|'[^']*'|"[^"]*"))*)\s*\]/
const known = new Map<string, readonly Step[]>()

function stepsOf(path: string): readonly Step[] {
  const before = known.get(path)
  if (before) return before
  let rest = path.trim().replace(/^\$/, '')
  if (rest !== '' && !/^[.[]/.test(rest)) rest = `.${rest}`
  const steps: Step[] = []
  while (rest !== '') {
    const match = STEP.exec(rest)
    if (!match) throw new Error(`no JSONPath of xAPI Profiles: ${path}`)
    steps.push({ deep: match[1] === '..' || match[3] === '..', names: namesOf(match[2] ?? match[4] ?? '', match[4] !== undefined) })
    rest = rest.slice(match[0].length)
  }
  known.set(path, steps)
  return steps
}

function namesOf(text: string, bracketed: boolean): Step['names'] {
  if (!bracketed) return text === '*' ? '*' : [text]
  const parts = [...text.matchAll(/\*|\d+|'[^']*'|"[^"]*"/g)].map(([part]) => part)
  return parts.includes('*') ? '*' : parts.map((part) => part.replace(/^['"]|['"]$/g, ''))
}

function follow(at: unknown, { deep, names }: Step): unknown[] {
  return (deep ? withDescendants(at) : [at]).flatMap((place) => {
    if (typeof place !== 'object' || place === null) return []
    if (names === '*') return Object.values(place)
    return names.flatMap((name) => (Object.hasOwn(place, name) ? [Reflect.get(place, name) as unknown] : []))
  })
}

function withDescendants(at: unknown): unknown[] {
  return typeof at === 'object' && at !== null ? [at, ...Object.values(at).flatMap(withDescendants)] : []
}

/** Cut at `|`, except inside a name in quotes. */
function piped(path: string): string[] {
  return path.match(/(?:'[^']*'|"[^"]*"|[^|'"])+/g)?.map((part) => part.trim()) ?? []
}
