import { columnName } from './cells.ts'
import { relations, type Sheet, type Workbook } from './workbook.ts'
import { decoded, escaped } from './xml.ts'
import { openPart } from './zip.ts'

/** A note on a cell, as Excel shows it when one points at it. */
export interface Note { readonly row: number; readonly column: number; readonly text: string }

/** Excel grows slow with thousands of notes; the column of reasons has them all. */
const MOST_NOTES = 2_000

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const ID = 'rIdYachayNotes'

/** What of the sheet comes after the notes' drawing (ECMA-376 18.3.1.99). */
const AFTER = ['legacyDrawingHF', 'picture', 'oleObjects', 'controls', 'webPublishItems', 'tableParts', 'extLst']

/** Notes on cells of a sheet that has none: the sheet's text and the parts that are new or changed. Left out where a sheet has its own. */
export async function addNotes(book: Workbook, sheet: Sheet, xml: string, notes: readonly Note[]): Promise<{ sheetXml: string; parts: Map<string, string> }> {
  const parts = new Map<string, string>()
  const slash = sheet.path.lastIndexOf('/') + 1
  const relsPath = `${sheet.path.slice(0, slash)}_rels/${sheet.path.slice(slash)}.rels`
  const related = await relations(book.parts, relsPath, sheet.path.slice(0, slash))
  if (notes.length === 0 || /<(\w+:)?legacyDrawing[\s/>]/.test(xml) || related.some((r) => /\/(comments|threadedComment|vmlDrawing)$/.test(r.type))) return { sheetXml: xml, parts }
  const [comments, drawing] = ['xl/yachayNotes.xml', 'xl/drawings/yachayNotes.vml']
  const shown = notes.slice(0, MOST_NOTES)
  parts.set(comments, commentsXml(shown))
  parts.set(drawing, drawingXml(shown))
  const links = `<Relationship Id="${ID}" Type="${OFFICE}/vmlDrawing" Target="/${drawing}"/><Relationship Id="${ID}Text" Type="${OFFICE}/comments" Target="/${comments}"/>`
  const rels = await textOf(book, relsPath) ?? `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`
  parts.set(relsPath, rels.replace(/<Relationships([^>]*)\/>\s*$/, '<Relationships$1></Relationships>').replace(/<\/(\w+:)?Relationships>\s*$/, (end) => links + end))
  const types = await textOf(book, '[Content_Types].xml') ?? ''
  const vml = /Extension="vml"/i.test(types) ? '' : '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
  parts.set('[Content_Types].xml', types.replace(/<Types[^>]*>/, (tag) => tag + vml)
    .replace(/<\/Types>\s*$/, `<Override PartName="/${comments}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/></Types>`))
  return { sheetXml: withDrawing(xml), parts }
}

async function textOf(book: Workbook, path: string): Promise<string | null> {
  const part = book.parts.get(path)
  return part ? decoded(await openPart(part)) : null
}

function withDrawing(xml: string): string {
  const prefix = /<(\w+:)worksheet[\s>]/.exec(xml.slice(0, 4_000))?.[1] ?? ''
  const tag = `<${prefix}legacyDrawing xmlns:yr="${OFFICE}" yr:id="${ID}"/>`
  const data = xml.lastIndexOf(`</${prefix}sheetData>`)
  const places = [...AFTER.map((name) => xml.slice(data).search(new RegExp(`<${prefix}${name}[\\s/>]`))).filter((at) => at >= 0).map((at) => at + data), xml.lastIndexOf(`</${prefix}worksheet>`)]
  const at = Math.min(...places)
  return xml.slice(0, at) + tag + xml.slice(at)
}

function commentsXml(notes: readonly Note[]): string {
  const each = notes.map(({ row, column, text }) => `<comment ref="${columnName(column)}${row}" authorId="0"><text><t xml:space="preserve">${escaped(text)}</t></text></comment>`)
  return `${HEAD}<comments xmlns="${MAIN}"><authors><author>Yachay</author></authors><commentList>${each.join('')}</commentList></comments>`
}

function drawingXml(notes: readonly Note[]): string {
  const each = notes.map(({ row, column }, i) => `<v:shape id="_x0000_s${2_000 + i}" type="#_x0000_t202" style="position:absolute;width:220pt;height:80pt;visibility:hidden" fillcolor="#fffbe6" o:insetmode="auto">`
    + `<v:fill color2="#fffbe6"/><v:textbox/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${column + 1}, 10, ${Math.max(0, row - 2)}, 5, ${column + 4}, 20, ${row + 3}, 5</x:Anchor>`
    + `<x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`)
  return '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
    + '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="2"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
    + `${each.join('')}</xml>`
}
