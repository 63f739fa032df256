import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkNode, isInstalled } from './install.mjs'

test('a Node that is too old is refused in a sentence, newer ones are taken', () => {
  for (const version of ['18.20.0', '20.18.3']) assert.throws(() => checkNode(version), /Node 20\.19 or newer is needed, this is/)
  for (const version of ['20.19.0', '22.0.0', '26.10.0']) checkNode(version)
})

test('packages count as installed only when they are those of the lock file', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'yachay-install-'))
  t.after(() => rmSync(root, { recursive: true, force: true }))
  const lock = (path: string, packages: object) => writeFileSync(join(root, path), JSON.stringify({ packages }))
  lock('package-lock.json', { '': { name: 'x' }, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } })
  assert.equal(isInstalled(root), false, 'nothing there')
  mkdirSync(join(root, 'node_modules'))
  lock('node_modules/.package-lock.json', { 'node_modules/a': { version: '0.9.0' } })
  assert.equal(isInstalled(root), false, 'older than the lock file')
  lock('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } })
  assert.equal(isInstalled(root), true, 'packages for other machines may be missing')
  lock('node_modules/.package-lock.json', { 'node_modules/b': { version: '2.0.0' } })
  assert.equal(isInstalled(root), false, 'one is missing')
})
