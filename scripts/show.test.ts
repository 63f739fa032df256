import assert from 'node:assert/strict'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '../src/lib/root.ts'
import type { ShowItem } from './show/item.ts'

const SHOWS = readdirSync(join(ROOT, 'scripts/show')).filter((file) => file !== 'item.ts')
const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)

/** A file that runs, or a folder in which one stands. */
function proves(path: string): boolean {
  const at = join(ROOT, path)
  if (!existsSync(at)) return false
  return statSync(at).isDirectory() ? readdirSync(at, { recursive: true, encoding: 'utf8' }).some(isTest) : isTest(path)
}

test('what a show names as proof is there: a test that moved is noticed here, not an hour into CI', async () => {
  assert.ok(SHOWS.length >= 6)
  for (const show of SHOWS) {
    const { items } = await import(`./show/${show}`) as { items: readonly ShowItem[] }
    assert.ok(items.length > 0, show)
    for (const { item, files } of items) {
      for (const file of files ?? []) assert.ok(proves(file), `${show}: “${item}” names ${file}`)
    }
  }
})
