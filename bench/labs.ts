import { rmSync } from 'node:fs'
import { openBrowser } from '../test/browser.ts'
import { contentWithLabs } from '../test/with-lab.ts'
import { contest, LIBRARIES, type Place, type Settings } from './labs/contest.ts'
import { firstModels } from './labs/first-model.ts'
import { queueFigures, queueGraded, type Queue } from './labs/grading.ts'
import { benchHouse } from './labs/house.ts'
import { inNode } from './labs/in-node.ts'
import { inPage } from './labs/in-page.ts'
import { judged } from './labs/judge.ts'
import { ensurePeers } from './labs/peers.ts'
import { TASKS } from './labs/tasks.ts'
import type { Figure } from './main.ts'

/** First trained model on a cold phone: a table, a number, a series. */
const FIRST_MODELS = ['uva-vino', 'cafe-taza', 'pesca-mar']
/** Hand-ins waiting at once. */
const QUEUES: Readonly<Record<string, readonly number[]>> = { 'uva-vino': [10, 100, 400], 'cafe-taza': [10, 100] }

const IN_NODE: Settings = { libraries: LIBRARIES, rounds: 2, scale: 1, warm: 0.05, limitMs: 120_000 }
/** A page is slower, at 4x very much so: a fifth of the rows, the same for all. */
const IN_PAGE: Settings = { libraries: ['ours', 'tfjs cpu', 'tfjs wasm'], rounds: 2, scale: 0.2, warm: 0.02, limitMs: 120_000 }

/**
 * The engine against TensorFlow.js and mljs on the same data, in one run; how fast hand-ins are graded and how that grows with the
 * queue; the first model on a cold phone. LABS_BENCH=engine,grading,phone chooses parts; LABS_SCALE=0.1 makes everything smaller.
 */
export async function labs(): Promise<Figure[]> {
  const parts: Readonly<Record<string, () => Promise<Figure[]>>> = { engine, grading, phone: () => firstModels(FIRST_MODELS) }
  const wanted = process.env.LABS_BENCH?.split(',') ?? Object.keys(parts)
  const figures: Figure[] = []
  for (const name of wanted) {
    const part = parts[name]
    if (!part) throw new Error(`LABS_BENCH names ${name}; there are ${Object.keys(parts).join(', ')}`)
    figures.push(...await part())
  }
  return figures
}

async function engine(): Promise<Figure[]> {
  ensurePeers()
  const figures = await everyTask('Node', await inNode(), IN_NODE)
  const browser = await openBrowser()
  try {
    const loops: number[] = []
    for (const rate of [1, 4]) {
      const page = await inPage(browser, rate)
      loops.push(await page.loop())
      figures.push(...await everyTask(`Chromium at ${rate}x`, page, IN_PAGE))
    }
    const [quick = 0, slow = 0] = loops
    figures.push({ item: 'Chromium: calibration loop', figure: `${slow.toFixed(0)} against ${quick.toFixed(0)} ms = ${(slow / quick).toFixed(1)}x at 4x`, target: 'said', met: true })
    return figures
  } finally {
    await browser.close()
  }
}

async function everyTask(where: string, place: Place, settings: Settings): Promise<Figure[]> {
  const scaled = { ...settings, scale: settings.scale * size(), warm: Math.min(settings.warm, settings.scale * size()) }
  try {
    const figures: Figure[] = []
    for (const task of TASKS) {
      const rows = settings.scale === 1 ? where : `${where}, ${(100 * scaled.scale).toFixed(0)} % of the rows`
      figures.push(...judged(rows, task, await contest(place, task, scaled), settings.limitMs))
    }
    return figures
  } finally {
    await place.close()
  }
}

async function grading(): Promise<Figure[]> {
  const contentDir = contentWithLabs(Object.keys(QUEUES))
  const house = await benchHouse(contentDir)
  try {
    const figures: Figure[] = []
    for (const [lab, waiting] of Object.entries(QUEUES)) {
      const queues: Queue[] = []
      for (const n of waiting) queues.push(await queueGraded(house, lab, Math.max(5, Math.round(n * size()))))
      figures.push(...queueFigures(lab, queues))
    }
    return figures
  } finally {
    await house.close()
    rmSync(contentDir, { recursive: true, force: true })
  }
}

function size(): number {
  return Number(process.env.LABS_SCALE ?? 1)
}
