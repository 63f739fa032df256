/** A language range of Accept-Language and how much it is wanted, from 0 (refused) to 1. */
interface Range {
  readonly range: string
  readonly quality: number
}

/** The ranges of an Accept-Language header in its own order (RFC 9110, 12.5.4); what cannot be read of it is left out. */
export function rangesOf(header: string | undefined): Range[] {
  const found: Range[] = []
  // As long as any browser's, and short enough to cost nothing for each language map of a page.
  for (const part of (header ?? '').slice(0, 500).split(',')) {
    const read = /^\s*(\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?$/.exec(part)
    if (read) found.push({ range: read[1]!.toLowerCase(), quality: read[2] === undefined ? 1 : Number(read[2]) })
  }
  return found
}

/**
 * Which one of these language tags the ranges ask for; undefined only when there is none at all. First RFC 2616, 14.4, as xAPI demands: a
 * tag is wanted as much as the longest range says that is the tag or a beginning of it, `*` counting for those that no other names. Where
 * nothing is wanted by that, each range is cut short from its end (lookup, RFC 4647, 3.4): who reads es-PE can read es. Else the first tag
 * that is not refused, else the first.
 */
export function chooseLanguage(tags: readonly string[], ranges: readonly Range[]): string | undefined {
  if (tags.length <= 1) return tags[0]
  let best: { tag: string; quality: number; rank: number; exact: boolean } | null = null
  const refused = new Set<string>()
  for (const tag of tags) {
    const { quality, rank, exact } = wish(tag, ranges)
    if (quality === 0) refused.add(tag)
    if (quality !== null && quality > 0 && (!best || quality > best.quality || (quality === best.quality && (rank < best.rank || (rank === best.rank && exact && !best.exact))))) {
      best = { tag, quality, rank, exact }
    }
  }
  if (best) return best.tag
  const open = tags.filter((tag) => !refused.has(tag))
  for (const { range } of ranges.filter((r) => r.quality > 0).sort((a, b) => b.quality - a.quality)) {
    for (let short = cut(range); short !== ''; short = cut(short)) {
      const found = open.find((tag) => tag.toLowerCase() === short) ?? open.find((tag) => begins(tag, short))
      if (found !== undefined) return found
    }
  }
  return open[0] ?? tags[0]
}

/** Quality null: no range says anything of the tag. */
function wish(tag: string, ranges: readonly Range[]): { quality: number | null; rank: number; exact: boolean } {
  let longest = -1
  let found: { quality: number | null; rank: number; exact: boolean } = { quality: null, rank: ranges.length, exact: false }
  ranges.forEach(({ range, quality }, rank) => {
    const length = range === '*' ? 0 : range.length
    if (length > longest && (range === '*' || begins(tag, range))) {
      longest = length
      found = { quality, rank, exact: tag.length === range.length }
    }
  })
  return found
}

const begins = (tag: string, range: string): boolean => {
  const lower = tag.toLowerCase()
  return lower === range || lower.startsWith(`${range}-`)
}

const cut = (range: string): string => range.slice(0, Math.max(0, range.lastIndexOf('-')))
