import { Marked, type Token, type Tokens } from 'marked'

/** A stretch of plain text whose sentences end where it ends: a paragraph, a heading, a list item, a table cell. */
export interface Block {
  readonly text: string
  /** Line in the file, from 1. */
  readonly line: number
  /** Shown as somebody else's words (a quotation, a text to copy): there a letter may say usted. */
  readonly quoted: boolean
}

/** The blocks of a Markdown text that begins after `above` lines of its file. Code and addresses of links are no text. */
export function blocksOf(markdown: string, above = 0): Block[] {
  const blocks: Block[] = []
  walk(new Marked().lexer(markdown), markdown, above + 1, false, blocks)
  return blocks
}

function walk(tokens: readonly Token[], raw: string, line: number, quoted: boolean, blocks: Block[]): void {
  let from = 0
  for (const token of tokens) {
    const at = Math.max(raw.indexOf(token.raw, from), from)
    const here = line + lines(raw.slice(0, at))
    // In a quotation the raw text keeps its "> ", so that an inner token is not found and counts from the quotation's first line.
    if (raw.startsWith(token.raw, at)) from = at + token.raw.length
    // Told apart by `type`; marked's own union also holds a catch-all.
    if (token.type === 'list') walk((token as Tokens.List).items, token.raw, here, quoted, blocks)
    else if (token.type === 'list_item') walk(token.tokens ?? [], token.raw, here, quoted, blocks)
    else if (token.type === 'blockquote') walk(token.tokens ?? [], token.raw, here, true, blocks)
    else if (token.type === 'table') cells(token as Tokens.Table, here, quoted, blocks)
    else if (token.type === 'paragraph' || token.type === 'heading' || token.type === 'text') blocks.push({ text: plain(token.tokens ?? [token]), line: here, quoted })
  }
}

function cells(table: Tokens.Table, line: number, quoted: boolean, blocks: Block[]): void {
  const add = (row: readonly Tokens.TableCell[], at: number): void => { for (const cell of row) blocks.push({ text: plain(cell.tokens), line: at, quoted }) }
  add(table.header, line)
  table.rows.forEach((row, i) => add(row, line + 2 + i))
}

function plain(tokens: readonly Token[]): string {
  return tokens.map((token) => {
    // Code is named, not said: one word, whatever stands in it.
    if (token.type === 'codespan') return '‹code›'
    if (token.type === 'br') return '\n\n'
    if (token.type === 'image') return ` ${token.text} `
    return 'tokens' in token && token.tokens ? plain(token.tokens) : 'text' in token ? token.text : token.raw
  }).join('')
}

function lines(text: string): number {
  return text.split('\n').length - 1
}
