/** Lists by a key, each in the order of the whole. Node 20 has no Map.groupBy. */
export function groupBy<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const list = groups.get(key(one))
    if (list) list.push(one)
    else groups.set(key(one), [one])
  }
  return groups
}
