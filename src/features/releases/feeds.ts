import type { House } from '../../feature.ts'
import { say, type Lang } from '../../lib/text.ts'
import type { Programme } from '../programmes/index.ts'
import { endOf } from './cut.ts'
import { titleOf } from './pages.tsx'
import { RECOUNT } from './recount.ts'
import { nameOf, type Release } from './release.ts'

const TYPES: Readonly<Record<string, string>> = { csv: 'text/csv', json: 'application/json' }

export function mediaType(file: string): string {
  return TYPES[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
}

const address = (house: House, programme: Programme, path = ''): string => `${house.config.publicUrl}/p/${programme.id}${path}`

/** DCAT 3 in JSON-LD: one dataset a release, its files with size and SHA-256. */
export function catalogue(house: House, programme: Programme, releases: readonly (Release & { files: Readonly<Record<string, string>> })[], recounts: ReadonlyMap<string, number>): object {
  const sizes = (r: (typeof releases)[number]): [string, number][] => {
    const recount = recounts.get(nameOf(r))
    return [...Object.entries(r.files).map(([file, text]): [string, number] => [file, Buffer.byteLength(text)]), ...(recount === undefined ? [] : [[RECOUNT, recount] satisfies [string, number]])]
  }
  return {
    '@context': { dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/', spdx: 'http://spdx.org/rdf/terms#', xsd: 'http://www.w3.org/2001/XMLSchema#' },
    '@id': address(house, programme, '/catalog.jsonld'), '@type': 'dcat:Catalog',
    'dct:title': both(programme.title), 'dct:description': both(programme.summary), 'dct:language': ['es', 'en'],
    'dcat:dataset': releases.map((r) => ({
      '@id': address(house, programme, `/releases/${nameOf(r)}`), '@type': 'dcat:Dataset', 'dct:identifier': nameOf(r),
      'dct:title': (['es', 'en'] as const).map((lang) => ({ '@language': lang, '@value': titleOf(r, lang) })),
      'dct:issued': { '@type': 'xsd:dateTime', '@value': r.published?.toISOString() },
      'dct:temporal': { '@type': 'dct:PeriodOfTime', 'dcat:endDate': { '@type': 'xsd:dateTime', '@value': endOf(r.month).toISOString() } },
      'dct:spatial': { '@id': 'http://publications.europa.eu/resource/authority/country/PER' },
      'dct:accrualPeriodicity': { '@id': 'http://publications.europa.eu/resource/authority/frequency/MONTHLY' }, 'dcat:version': String(r.revision),
      'dcat:distribution': sizes(r).map(([file, bytes]) => ({
        '@type': 'dcat:Distribution', 'dct:title': file, 'dcat:downloadURL': { '@id': address(house, programme, `/releases/${nameOf(r)}/${file}`) },
        'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${mediaType(file)}` }, 'dcat:byteSize': bytes,
        'spdx:checksum': { '@type': 'spdx:Checksum', 'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256' }, 'spdx:checksumValue': r.hashes[file] },
      })),
    })),
  }
}

const both = (text: { es: string; en: string }): object[] => [{ '@language': 'es', '@value': text.es }, { '@language': 'en', '@value': text.en }]

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Atom (RFC 4287): one entry a release, corrections too, newest first. */
export function atom(house: House, programme: Programme, releases: readonly Release[], lang: Lang): string {
  const entries = releases.map((r) => `  <entry>
    <id>${escaped(address(house, programme, `/releases/${nameOf(r)}`))}</id>
    <title>${escaped(titleOf(r, lang))}</title>
    <updated>${(r.published ?? r.prepared).toISOString()}</updated>
    <link href="${escaped(address(house, programme, `/releases/${nameOf(r)}`))}"/>
    <summary>SHA-256 ${r.hashes['release.json'] ?? ''}</summary>
  </entry>`)
  const updated = releases.reduce((latest, r) => ((r.published ?? r.prepared) > latest ? r.published ?? r.prepared : latest), new Date(0))
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang === 'es' ? 'es-PE' : 'en'}">
  <id>${escaped(address(house, programme, '/releases'))}</id>
  <title>${escaped(say(programme.title, lang))}</title>
  <updated>${updated.toISOString()}</updated>
  <author><name>Yachay</name></author>
  <link rel="self" href="${escaped(address(house, programme, '/releases.atom'))}"/>
${entries.join('\n')}
</feed>
`
}
