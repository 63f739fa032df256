import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PersonValues } from '../../src/features/people/index.ts'
import { ROOT } from '../../src/lib/root.ts'
import { actingLearner, type Acting, type Asked } from '../acting.ts'

export interface CallShape {
  readonly places: number
  /** Capacities by section. */
  readonly sections: Readonly<Record<string, number>>
  /** Lines of the file that are different, by their key: `closes`, `acceptanceHours`, … */
  readonly lines?: Readonly<Record<string, string>>
  /** What stands under `selection:`, indented by two; the model's own when absent. */
  readonly selection?: string
}

/** The repository's content with more calls of piloto, made from its own one. */
export function withCalls(calls: Readonly<Record<string, CallShape>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'yachay-calls-'))
  for (const name of ['programmes', 'courses', 'labs']) cpSync(join(ROOT, name), join(folder, name), { recursive: true })
  const model = readFileSync(join(ROOT, 'programmes/piloto/calls/abierta-1.yaml'), 'utf8')
  for (const [id, { places, sections, lines, selection }] of Object.entries(calls)) {
    const rows = Object.entries(sections).map(([section, capacity]) => `  - {id: ${section}, title: {es: ${section}, en: ${section}}, mode: virtual, site: {es: x, en: x}, shift: {es: x, en: x}, capacity: ${capacity}, starts: 2026-02-01, ends: 2027-12-15}`)
    const changed = { id, places: String(places), ...lines }
    const yaml = Object.entries(changed).reduce((text, [key, value]) => withLine(text, key, value), block(selection ? block(model, 'selection', selection) : model, 'sections', rows.join('\n')))
    writeFileSync(join(folder, `programmes/piloto/calls/${id}.yaml`), yaml)
  }
  return folder
}

const block = (yaml: string, key: string, lines: string): string => yaml.replace(new RegExp(`^${key}:\\n(?: {2}.*\\n)+`, 'm'), `${key}:\n${lines}\n`)

function withLine(yaml: string, key: string, value: string): string {
  const line = new RegExp(`^${key}: .*$`, 'm')
  return line.test(yaml) ? yaml.replace(line, `${key}: ${value}`) : `${yaml}${key}: ${value}\n`
}

/** A single draw by points of two criteria, a place reserved for somebody with a business, and one who waits. */
export const BY_POINTS = `  kind: score
  criteria:
    - {id: experiencia, title: {es: Experiencia, en: Experience}, levels: [{points: 0, text: {es: Ninguna, en: None}}, {points: 10, text: {es: Un negocio propio, en: A business of her own}}]}
    - {id: motivo, title: {es: Motivo, en: Motive}, levels: [{points: 0, text: {es: No lo dice, en: Not said}}, {points: 10, text: {es: Lo explica, en: Explained}}]}
  publicValue: {es: La Tinka, en: La Tinka}
  rounds: one
  drawAt: 2026-03-07T00:00:00-05:00
  quotas: [{group: sme-owners, places: 1}]
  waiting: 1`

export interface Applicant extends Acting {
  readonly agent: string
  /** Of her own page. */
  readonly address: string
  readonly expediente: string
}

/** Somebody signs up, applies to a call of piloto and sends it. */
export async function appliesTo(house: Asked, call: string, values: PersonValues): Promise<Applicant> {
  const who = await actingLearner(house, values)
  const address = (await who.post(`/p/piloto/calls/${call}/apply`)).headers.get('location') ?? ''
  assert.equal((await who.post(`${address}/send`)).status, 303)
  return { ...who, address, expediente: address.split('/').at(-1) ?? '' }
}

/** How her application stands, as her own page says it. */
export const stateOf = async (who: Applicant): Promise<string> => /Cómo va: ([^<]+)</.exec(await (await who.get(who.address)).text())?.[1] ?? ''
