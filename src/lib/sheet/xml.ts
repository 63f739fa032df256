import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { brokenFile } from './limits.ts'

export interface XmlHandlers {
  /** Name without its prefix. `at` and `end`: where the tag begins and ends in the text. */
  readonly open: (name: string, attributes: Readonly<Record<string, string>>, at: { readonly from: number; readonly to: number; readonly closed: boolean }) => void
  readonly close?: (name: string, at: { readonly from: number; readonly to: number }) => void
  readonly text?: (text: string) => void
}

const PIECE = 256 * 1024

/** The text of a part; UTF-8, as every spreadsheet program writes it. */
export function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw brokenFile()
  }
}

/** Walks an XML text piece by piece, so that others get their turn. Not well-formed, or with a DOCTYPE: a Problem. */
export async function walkXml(text: string, handlers: XmlHandlers): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  let failed: Error | null = null
  parser.on('error', (error) => { failed ??= error })
  parser.on('doctype', () => { failed ??= new Error('doctype') })
  parser.on('opentag', (tag: SaxesTagPlain) => {
    const to = parser.position
    handlers.open(local(tag.name), tag.attributes, { from: text.lastIndexOf('<', to - 2), to, closed: tag.isSelfClosing })
  })
  if (handlers.close) {
    const { close } = handlers
    parser.on('closetag', (tag: SaxesTagPlain) => {
      const to = parser.position
      close(local(tag.name), { from: text.lastIndexOf('<', to - 2), to })
    })
  }
  if (handlers.text) parser.on('text', handlers.text)
  if (handlers.text) parser.on('cdata', handlers.text)
  for (let at = 0; at < text.length; at += PIECE) {
    parser.write(text.slice(at, at + PIECE))
    if (failed) throw brokenFile()
    await new Promise((go) => setImmediate(go))
  }
  parser.close()
  if (failed) throw brokenFile()
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** An attribute whatever its prefix: `r:id` is written `d3p1:id` too. */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  return attributes[name] ?? Object.entries(attributes).find(([key]) => local(key) === name)?.[1]
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for XML 1.0: signs of markup escaped, what XML cannot carry left out. */
export function escaped(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\p{Surrogate}/gu, '').replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '').replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? '')
}
