/**
 * What a person may have meant by a typed number; empty when it is none. Peru writes 1,234.50 in shops and 1 234,50 in
 * statistics (DOMAIN.md 4.2), so "1,500" has two readings and both are given. "S/", "%" and blanks do not matter.
 */
export function readNumber(typed: string): number[] {
  const text = typed.replace(/^\s*S\/\.?/i, '').replace(/[\s\u00a0\u202f%]/g, '').replace(/^[−–]/, '-')
  if (!/^-?\d[\d.,]*$|^-?[.,]\d+$/.test(text) || text.length > 20) return []
  const marks = text.match(/[.,]/g) ?? []
  const kinds = new Set(marks)
  if (marks.length === 0) return [Number(text)]
  if (kinds.size === 2) {
    const decimal = marks[marks.length - 1] ?? '.'
    const [whole = '', fraction, ...more] = text.split(decimal)
    const grouped = decimal === '.' ? ',' : '.'
    return more.length === 0 && fraction !== undefined && inThousands(whole, grouped) ? [Number(`${without(whole, grouped)}.${fraction || '0'}`)] : []
  }
  const mark = marks[0] ?? '.'
  const thousands = inThousands(text, mark) ? [Number(without(text, mark))] : []
  return marks.length === 1 ? [Number(text.replace(mark, '.')), ...thousands] : thousands
}

/** 1,234 or 12,345,678: groups of three after a first of one to three digits that is not a lonely zero. */
function inThousands(text: string, mark: string): boolean {
  const [first = '', ...groups] = text.replace('-', '').split(mark)
  return /^[1-9]\d{0,2}$/.test(first) && groups.length > 0 && groups.every((g) => /^\d{3}$/.test(g))
}

/** Runs on phones whose browser knows no replaceAll. */
const without = (text: string, mark: string): string => text.split(mark).join('')
