import { SaxesParser } from 'saxes'

/** Open Badges 3.0, section 5.3: an SVG carries its credential in an element of this namespace, as CDATA. */
const NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0'
const MOST_DEPTH = 200
const PIECE = 2048

/** The picture with a credential in it. `svg` begins with its svg element, as typst and we write it. */
export function bakeSvg(svg: string, json: string): string {
  const opened = /<svg\b[^>]*>/.exec(svg)
  if (!opened) throw new Error('not an SVG')
  const head = opened[0].replace(/>$/, ` xmlns:openbadges="${NAMESPACE}">`)
  // Inside CDATA only its end must not stand; in JSON the same sign may be written as an escape.
  const element = `<openbadges:credential><![CDATA[${json.replaceAll(']]>', ']]\\u003e')}]]></openbadges:credential>`
  return svg.slice(0, opened.index) + head + element + svg.slice(opened.index + opened[0].length)
}

export function isSvg(text: string): boolean {
  return /^\uFEFF?\s*(<\?xml[^>]{0,200}\?>\s*)?(<!--[^>]{0,2000}-->\s*)*<(\w{1,20}:)?svg[\s>]/.test(text.slice(0, 8000))
}

/** What was baked into an SVG; null when nothing was, when it stands there twice, or when the file is broken or brings entities of its own. */
export function unbakeSvg(svg: string): string | null {
  const parser = new SaxesParser({ xmlns: true, position: false })
  let [depth, inside, found, baked, failed] = [0, 0, 0, '', false]
  parser.on('error', () => { failed = true })
  // Entities can make a gigabyte of a kilobyte; no badge needs any.
  parser.on('doctype', () => { failed = true })
  parser.on('opentag', (tag) => {
    depth += 1
    if (depth > MOST_DEPTH) failed = true
    if (tag.uri !== NAMESPACE || tag.local !== 'credential') return
    found += 1
    inside = depth
    // A badge whose credential is a JWT has it in this attribute.
    const verify = tag.attributes['verify']
    if (verify) baked += verify.value
  })
  parser.on('closetag', () => {
    if (inside === depth) inside = 0
    depth -= 1
  })
  const take = (text: string): void => { if (inside > 0 && inside === depth) baked += text }
  parser.on('text', take)
  parser.on('cdata', take)
  // Piece by piece, so that a hostile head ends the reading.
  for (let at = 0; at < svg.length && !failed; at += PIECE) parser.write(svg.slice(at, at + PIECE))
  if (!failed) parser.close()
  return failed || found !== 1 || baked.trim() === '' ? null : baked.trim()
}
