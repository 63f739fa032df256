const QUOTE = '\x22'

/**
 * Records of a CSV file as RFC 4180 writes it: cells parted by commas, records by line feeds (a carriage return before one is
 * dropped); a cell in double quotes may hold commas, line feeds and, written twice, quotes. Every record has as many cells as the
 * first. Each comes with the line on which it begins, from 1. Throws an Error that names the line.
 */
export function readRecords(csv: string): { readonly line: number; readonly cells: readonly string[] }[] {
  const records: { line: number; cells: string[] }[] = []
  let line = 1
  let at = 0
  while (at < csv.length) {
    const record = { line, cells: [] as string[] }
    for (;;) {
      const quoted = csv.charAt(at) === QUOTE
      const end = quoted ? closing(csv, at, line) : plainEnd(csv, at)
      const cell = quoted ? csv.slice(at + 1, end - 1).replace(/\x22\x22/g, QUOTE) : withoutReturn(csv, at, end)
      record.cells.push(cell)
      if (quoted) for (const sign of cell) if (sign === '\n') line += 1
      at = quoted && csv.charAt(end) === '\r' ? end + 1 : end
      const next = csv.charAt(at)
      if (next !== ',' && next !== '\n' && next !== '') throw new Error(`line ${line}: ${next} after a quoted cell`)
      at += 1
      if (next !== ',') break
    }
    line += 1
    if (record.cells.length !== (records[0] ?? record).cells.length) {
      throw new Error(`line ${record.line} has ${record.cells.length} cells, not ${records[0]!.cells.length}`)
    }
    records.push(record)
  }
  return records
}

/** One cell as readRecords reads it back: in quotes only where it must be. */
export function csvCell(text: string): string {
  return /[\x22,\r\n]/.test(text) ? `${QUOTE}${text.replace(/\x22/g, QUOTE + QUOTE)}${QUOTE}` : text
}

function plainEnd(csv: string, from: number): number {
  let at = from
  while (at < csv.length && csv.charAt(at) !== ',' && csv.charAt(at) !== '\n') at += 1
  return at
}

function withoutReturn(csv: string, from: number, end: number): string {
  return csv.slice(from, csv.charAt(end) !== ',' && csv.charAt(end - 1) === '\r' ? end - 1 : end)
}

/** The place after the closing quote. */
function closing(csv: string, from: number, line: number): number {
  let at = from + 1
  for (;;) {
    at = csv.indexOf(QUOTE, at)
    if (at < 0) throw new Error(`line ${line}: a quote is not closed`)
    if (csv.charAt(at + 1) !== QUOTE) return at + 1
    at += 2
  }
}
