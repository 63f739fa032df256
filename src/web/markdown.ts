import { Marked } from 'marked'

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** http(s), or a place on our own site; never another scheme, nor another host by `//`. */
const isSafe = (href: string): boolean => /^https?:\/\/[^/]/i.test(href) || /^[/#](?![/\\])/.test(href)

const marked = new Marked({ gfm: true })
marked.use({
  renderer: {
    html: ({ text }) => escapeHtml(text),
    // The page's own title is the only h1.
    heading({ tokens, depth }) {
      const level = Math.min(6, depth + 1)
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`
    },
    link({ href, tokens }) {
      const inner = this.parser.parseInline(tokens)
      return isSafe(href) ? `<a href="${escapeHtml(href)}">${inner}</a>` : inner
    },
    image: ({ text }) => escapeHtml(text),
  },
})

/** The Markdown of our own content files (terms of a call, a rule in words) as HTML: raw HTML is shown as text, no pictures. */
export function markdownHtml(text: string): string {
  return marked.parse(text, { async: false })
}
