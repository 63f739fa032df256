import { asset, assetBytes } from '../../../web/assets.ts'
import { packedBytes } from '../../../web/compress.ts'
import type { Lang } from '../../../lib/text.ts'
import type { Lab } from '../lab.ts'

/** What the workbench of a lab is, and what trains in it: one of each for every task. */
export const benchScript = ({ task }: Lab): string => `bench-${task}.js`
export const trainScript = ({ task }: Lab): string => `train-${task}.js`

const packedData = new WeakMap<Lab, number>()

/** A lab's public data on the wire, in bytes. */
export function dataBytes(lab: Lab): number {
  const known = packedData.get(lab) ?? packedBytes(lab.bytes)
  packedData.set(lab, known)
  return known
}

const scripts = new Map<string, number>()

/** What a task's workbench and worker cost on the wire, in bytes. */
export function scriptBytes(lab: Lab): number {
  const key = asset(benchScript(lab)) + asset(trainScript(lab))
  const known = scripts.get(key) ?? assetBytes(benchScript(lab)) + assetBytes(trainScript(lab))
  scripts.set(key, known)
  return known
}

/** Bytes as people read them: 63 KB, 1,2 MB. */
export function sizeText(bytes: number, lang: Lang): string {
  const [value, unit] = bytes < 1_000_000 ? [Math.ceil(bytes / 1000), 'KB'] : [bytes / 1_000_000, 'MB']
  return `${new Intl.NumberFormat(lang === 'es' ? 'es-PE' : 'en', { maximumFractionDigits: 1 }).format(value)}\u00a0${unit}`
}
