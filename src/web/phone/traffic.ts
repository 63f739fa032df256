import { change, get } from './store.ts'

interface Connection { readonly type?: string; readonly saveData?: boolean }

/** Bytes that Yachay moved over the network this month, as far as the browser tells us. */
export async function trafficThisMonth(): Promise<number> {
  const bytes = await get('meta', monthKey())
  return typeof bytes === 'number' ? bytes : 0
}

export async function countTraffic(bytes: number): Promise<void> {
  const key = monthKey()
  await change(['meta'], ({ meta }) => {
    const before = meta.get(key)
    before.onsuccess = () => { meta.put((typeof before.result === 'number' ? before.result : 0) + bytes, key) }
  })
}

function monthKey(): string {
  return `traffic/${new Date().toISOString().slice(0, 7)}`
}

let wifiOnly = false

/** "Pause on mobile data": read once a page; pictures and downloads wait, small answers do not. */
export async function readPause(): Promise<boolean> {
  wifiOnly = (await get('meta', 'wifi-only')) === true
  return wifiOnly
}

/** Whether much may be moved now: not on mobile data while she asked to pause there, nor when the browser saves data. */
export function mayUseMuch(): boolean {
  if (!wifiOnly) return true
  const { connection } = navigator as { connection?: Connection }
  return connection ? connection.type !== 'cellular' && connection.saveData !== true : true
}
