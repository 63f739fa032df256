import { z } from 'zod'
import type { CutEvidence } from './evidence.ts'
import { differences } from './differences.ts'
import type { CutsSeen } from './memory.ts'
import { publicationFits } from './publication.ts'
import { jsonOf, linesOf, Manifest, sha256, type Counted, type Cut, type LogSeen, type Step } from './published.ts'
import { count, readRecount, shownCounts, twice, type Recount } from './recount.ts'
import type { Places, Source } from './source.ts'

export interface CutsAsked {
  /** A month or a name such as 2026-10.2; null: every cut. */
  readonly cut: string | null
  /** A version; null: every one. */
  readonly rule: string | null
  readonly seen: CutsSeen
  readonly evidence: CutEvidence | null
  readonly now: Date
}

const Catalogue = z.object({ 'dcat:dataset': z.array(z.object({
  'dct:identifier': z.string(), 'dct:issued': z.object({ '@value': z.string() }).optional(),
  'dcat:distribution': z.array(z.object({ 'dct:title': z.string(), 'spdx:checksum': z.object({ 'spdx:checksumValue': z.string().optional() }) })),
})) })

/** Reads every published cut, counts it anew and lays it beside what was seen before, the log, and the evidence. Returns what is to be remembered. */
export async function auditCuts(places: Places, log: LogSeen, asked: CutsAsked, step: Step, say: (line: string) => void): Promise<CutsSeen> {
  const programme = places.programme
  if (!programme) {
    say('--  only the files of the log are here: no published cut is counted')
    return asked.seen
  }
  const listed = Catalogue.safeParse(jsonOf(await programme('catalog.jsonld')))
  if (!listed.success) {
    step(false, 'catalog.jsonld is missing, or is no list of cuts')
    return asked.seen
  }
  const datasets = listed.data['dcat:dataset']
  const gone = Object.keys(asked.seen).find((name) => !datasets.some((d) => d['dct:identifier'] === name))
  if (gone !== undefined) step(false, `cut ${gone} was published at the last visit and is not there any more`)
  const seen: Record<string, Record<string, string>> = { ...asked.seen }
  const cuts: Cut[] = []
  for (const dataset of datasets) {
    const cut = await readCut(programme, dataset, asked.seen, step)
    if (!cut) continue
    cuts.push(cut)
    seen[cut.name] = { 'release.json': cut.hash, ...cut.manifest.files }
  }
  const wanted = cuts.filter(({ name, manifest }) => asked.cut === null || name === asked.cut || manifest.month === asked.cut).toSorted((a, b) => a.manifest.pos - b.manifest.pos)
  if (asked.cut !== null && wanted.length === 0) throw new Error(`There is no published cut ${asked.cut}. There are ${cuts.map((c) => c.name).join(', ') || 'none'}.`)
  for (const cut of wanted) await auditCut(cut, cuts, places.log, log, asked, step, say)
  asked.evidence?.published.forEach((name) => { if (!cuts.some((cut) => cut.name === name)) step(false, `cut ${name} was published by an act in the evidence and is not there any more`) })
  if (cuts.length === 0) say('--  no cut is published yet')
  return seen
}

async function readCut(programme: Source, dataset: z.infer<typeof Catalogue>['dcat:dataset'][number], before: CutsSeen, step: Step): Promise<Cut | null> {
  const name = dataset['dct:identifier']
  const raw = await programme(`releases/${name}/release.json`)
  const manifest = Manifest.safeParse(jsonOf(raw))
  const hash = raw ? sha256(raw) : ''
  const old = before[name]
  if (old && old['release.json'] !== hash) step(false, `${name}/release.json is another than at the last visit`)
  if (!raw || !manifest.success || `${manifest.data.month}.${manifest.data.revision}` !== name) {
    step(false, `${name}/release.json is missing, or is not the manifest of this cut`)
    return null
  }
  const told = dataset['dcat:distribution'].find((d) => d['dct:title'] === 'release.json')?.['spdx:checksum']['spdx:checksumValue']
  if (told !== undefined && told !== hash) step(false, `${name}/release.json is not the file whose hash catalog.jsonld tells`)
  const files = new Map<string, Buffer>()
  for (const [file, expected] of Object.entries(manifest.data.files)) {
    const bytes = await programme(`releases/${name}/${file}`)
    if (old?.[file] !== undefined && bytes && old[file] !== sha256(bytes)) step(false, `${name}/${file} is another than at the last visit`)
    else if (!bytes || sha256(bytes) !== expected) step(false, bytes ? `${name}/${file} is not the file that the manifest names` : `${name}/${file} is missing`)
    if (bytes) files.set(file, bytes)
  }
  const issued = dataset['dct:issued']?.['@value']
  return { name, manifest: manifest.data, hash, files, published: issued ? new Date(issued) : null }
}

async function auditCut(cut: Cut, all: readonly Cut[], source: Source, log: LogSeen, asked: CutsAsked, step: Step, say: (line: string) => void): Promise<void> {
  const { name, manifest } = cut
  const counted = isCounted(manifest) ? manifest : null
  if (!counted) return say(`--  cut ${name} is from before there were recount files: its files are compared, not counted`)
  say(`cut ${name}: read up to position ${manifest.pos}, rule ${manifest.rule.version} ${manifest.rule.hash.slice(0, 16)}…`)
  followsThoseBefore(cut, all, step)
  await standsInTheLog(name, counted, log, step)
  await publicationFits(cut, source, log, asked.now, Object.hasOwn(asked.seen, name), step, say)
  const bytes = cut.files.get('recount.csv')
  const recount = bytes ? readRecount(bytes.toString('utf8')) : 'is missing'
  if (typeof recount === 'string') return void step(false, `${name}/recount.csv ${recount}`)
  countsFit(cut, counted, recount, all, asked.rule, step)
  if (asked.evidence) differences(cut, counted, recount, asked.evidence, asked.rule, step, say)
}

const isCounted = (manifest: Manifest): manifest is Counted => manifest.log !== undefined && manifest.rules !== undefined

/** The chain of manifests: a cut names the one published before it, and its hash. */
function followsThoseBefore({ name, manifest }: Cut, all: readonly Cut[], step: Step): void {
  if (manifest.before === null) return
  const before = all.find((c) => c.name === manifest.before)
  if (!before) step(false, `cut ${name} follows cut ${manifest.before}, which is not there any more`)
  else if (manifest.before_hash && before.hash !== manifest.before_hash) step(false, `${before.name}/release.json is not the manifest that cut ${name} followed`)
}

async function standsInTheLog(name: string, { log: at }: Counted, log: LogSeen, step: Step): Promise<void> {
  if (at.origin !== log.head.origin) return void step(false, `cut ${name} names another log: ${at.origin}`)
  const root = await log.rootOf(at.size)
  if (root === null) step(false, `cut ${name} says that the log had ${at.size} entries; there are ${log.entries.length}`)
  else step(root.toString('base64') === at.root, `the first ${at.size} entries of the log have the root that cut ${name} was made with`)
}

function countsFit({ name, manifest, files }: Cut, counted: Counted, { rows, versions }: Recount, all: readonly Cut[], rule: string | null, step: Step): void {
  const doubled = twice(rows.map((row) => row.pseudonym)) ?? null
  if (doubled !== null) step(false, `${name}/recount.csv: pseudonym ${doubled} stands there twice`)
  const entries = rows.flatMap((row) => row.entry ?? [])
  const again = twice(entries)
  if (again !== undefined) step(false, `${name}/recount.csv: two persons count by entry ${again}`)
  const beyond = rows.find((row) => row.entry !== null && row.entry >= counted.log.size)
  if (beyond) step(false, `${name}/recount.csv: pseudonym ${beyond.pseudonym} counts by entry ${beyond.entry}, and the log had ${counted.log.size} entries`)
  const counts = count(rows.map((row) => row.level))
  step(String(counts) === String(manifest.counts), `${name}/recount.csv counted anew: ${shownCounts(counts)}${String(counts) === String(manifest.counts) ? '' : `; release.json says ${shownCounts(manifest.counts)}`}`)
  const said = linesOf(files.get('figures.csv')).filter(([id]) => /^n[0-3]$/.test(id ?? '')).map(([, n]) => Number(n))
  if (String(said) !== String(counts)) step(false, `${name}/figures.csv says ${shownCounts(said)}; recount.csv gives ${shownCounts(counts)}`)
  const total = linesOf(files.get('cells.csv')).find(([table]) => table === 'total')?.[4]
  if (total !== undefined && total !== 's' && Number(total) !== counts[3]) step(false, `${name}/cells.csv says ${total} persons count; recount.csv gives ${counts[3]}`)
  moved(name, manifest, files, counts[3], all, step)
  if (String(versions) !== String(counted.rules.map((r) => r.version))) return void step(false, `${name}/recount.csv has columns of the versions ${versions.join(', ')}; release.json names ${counted.rules.map((r) => r.version).join(', ')}`)
  if (rule !== null && !versions.includes(rule)) throw new Error(`Cut ${name} was counted under ${versions.join(', ')}, not under ${rule}.`)
  versions.forEach((version, i) => {
    if (rule !== null && version !== rule) return
    const under = rows.map((row) => row.under[i] ?? -1)
    const alone = versions.length === 1 ? rows.find((row) => row.under[0] !== row.level) : undefined
    step(!alone, alone ? `${name}/recount.csv: pseudonym ${alone.pseudonym} has level ${alone.level}, and ${alone.under[0] ?? -1} under ${version}, the only version` : `cut ${name} under ${version} alone (${counted.rules[i]?.hash.slice(0, 16)}…): ${shownCounts(count(under))}`)
  })
}

/** Who came minus who went is the change of the number. */
function moved(name: string, { before }: Manifest, files: ReadonlyMap<string, Buffer>, now: number, all: readonly Cut[], step: Step): void {
  const last = all.find((c) => c.name === before)
  if (!last) return
  const change = linesOf(files.get('diff.csv')).reduce((sum, [direction, , n]) => sum + (direction === 'came' ? Number(n) : direction === 'went' ? -Number(n) : 0), 0)
  const was = last.manifest.counts[3] ?? 0
  if (was + change !== now) step(false, `${name}/diff.csv: ${was} counted in ${last.name} and ${change} came or went, which is not ${now}`)
}
