import { Marked, type Token, type Tokens } from 'marked'
import type { Report } from './yaml-lines.ts'

const PICTURE = /\.(png|jpe?g|webp)$/i

/** A link we let through: http(s), a place on the page or a relative address; never another scheme or host by `//`. */
export function isSafeLink(href: string): boolean {
  return /^https?:\/\/[^/]/i.test(href) || (!/^[a-z][a-z0-9+.-]*:/i.test(href) && !href.startsWith('//') && !/[\s\\]/.test(href))
}

/** Paths of the pictures a text shows. Reports links we would not follow, pictures without words, and headings of the page's own level. */
export function checkMarkdown(body: string, report: Report, above = 0): string[] {
  const pictures: string[] = []
  let line = above + 1
  for (const block of new Marked().lexer(body)) {
    walk([block], block.raw, line, (token, at) => {
      if (token.type === 'heading' && token.depth === 1) report(at, 'a heading with one # is the page’s own; begin with ##')
      if (token.type === 'link' && !isSafeLink(token.href)) report(at, `link to "${token.href}": only http(s) or a relative address`)
      if (token.type !== 'image') return
      if (/^[a-z][a-z0-9+.-]*:|^\/|\.\./i.test(token.href) || !PICTURE.test(token.href)) report(at, `picture "${token.href}": only a png, jpg or webp in the course’s folder`)
      else pictures.push(token.href)
      if (!token.text.trim()) report(at, `picture "${token.href}" needs words for those who do not see it`)
    })
    line += count(block.raw)
  }
  return pictures
}

type Seen = Tokens.Heading | Tokens.Link | Tokens.Image

function walk(tokens: readonly Token[], raw: string, line: number, see: (token: Seen, line: number) => void): void {
  for (const token of tokens) {
    const before = Math.max(0, raw.indexOf(token.raw))
    const at = line + count(raw.slice(0, before))
    // Told apart by `type`; marked's own union also holds a catch-all.
    if (token.type === 'heading' || token.type === 'link' || token.type === 'image') see(token as Seen, at)
    if (token.type === 'list') walk((token as Tokens.List).items, token.raw, at, see)
    else if (token.type === 'table') for (const cell of cells(token as Tokens.Table)) walk(cell.tokens, token.raw, at, see)
    else if ('tokens' in token && token.tokens) walk(token.tokens, token.raw, at, see)
  }
}

const cells = (table: Tokens.Table): Tokens.TableCell[] => [...table.header, ...table.rows.flat()]
const count = (text: string): number => text.split('\n').length - 1

export interface Rendered {
  readonly html: string
  /** Sections by their `##` headings: s1, s2, … the same in every language. */
  readonly sections: readonly { readonly id: string; readonly title: string }[]
}

/** Markdown as HTML: raw HTML is shown as text, unsafe links lose their address, tables scroll inside themselves. */
export function renderMarkdown(body: string, picture: (path: string) => string | null, tableLabel: string): Rendered {
  const sections: { id: string; title: string }[] = []
  const marked = new Marked({ gfm: true })
  marked.use({
    renderer: {
      html: ({ text }) => escapeHtml(text),
      heading({ tokens, depth, text }) {
        const inner = this.parser.parseInline(tokens)
        if (depth !== 2) return `<h${depth}>${inner}</h${depth}>\n`
        const id = `s${sections.length + 1}`
        sections.push({ id, title: text.replace(/[*_`]/g, '') })
        return `<h2 id="${id}">${inner}</h2>\n`
      },
      link({ href, tokens }) {
        const inner = this.parser.parseInline(tokens)
        return isSafeLink(href) ? `<a href="${escapeHtml(href)}"${/^http/i.test(href) ? ' rel="noopener noreferrer"' : ''}>${inner}</a>` : inner
      },
      image({ href, text }) {
        const address = picture(href)
        return address ? `<img src="${escapeHtml(address)}" alt="${escapeHtml(text)}" loading="lazy">` : escapeHtml(text)
      },
      table(token) {
        const row = (row: Tokens.TableCell[]) => `<tr>${row.map((cell) => {
          const inner = this.parser.parseInline(cell.tokens)
          // An empty header cell is read aloud as nothing; a plain one is skipped.
          return cell.header && inner ? `<th scope="col">${inner}</th>` : `<td>${inner}</td>`
        }).join('')}</tr>`
        const label = `${tableLabel} ${token.header.map((h) => h.text.replace(/[*_`]/g, '')).filter(Boolean).join(', ')}`
        return `<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(label)}"><table><thead>${row(token.header)}</thead><tbody>${token.rows.map(row).join('')}</tbody></table></div>\n`
      },
    },
  })
  // Without the async option marked answers with a string.
  const html = marked.parse(body, { async: false })
  return { html, sections }
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
}
