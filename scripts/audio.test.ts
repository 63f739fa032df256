import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { missingPackages, secondsOf } from './audio/speak.ts'

function run(...args: string[]): { status: number | null; err: string } {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'scripts/audio.ts', ...args], { encoding: 'utf8', env: { ...process.env, PATH: '/nowhere' } })
  return { status, err: stderr }
}

test('without the voice programs one sentence says which packages to install, and nothing is installed or written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yachay-audio-'))
  writeFileSync(join(folder, 'uno.es.audio.txt'), 'Rosa vende pan.\n')
  const { status, err } = run(folder, join(folder, 'out'))
  assert.equal(status, 1)
  assert.match(err, /^Making audio needs Debian's espeak-ng and opus-tools\. Install as root: apt-get install .*espeak-ng opus-tools.*\n$/)
  assert.equal(existsSync(join(folder, 'out')), false)
  assert.deepEqual(await missingPackages('/nowhere'), ['espeak-ng', 'opus-tools'])
  rmSync(folder, { recursive: true })
})

test('a folder without scripts is said in words', () => {
  const { status, err } = run('/nowhere/at-all')
  assert.equal(status, 1)
  assert.match(err, /\/nowhere\/at-all has no <unit>\.<es\|en>\.audio\.txt/)
})

test('the length of a recording is read from its last page', () => {
  const page = (position: bigint, rest: Buffer): Buffer => {
    const head = Buffer.alloc(27)
    head.write('OggS')
    head.writeBigInt64LE(position, 6)
    return Buffer.concat([head, rest])
  }
  const opusHead = Buffer.alloc(19)
  opusHead.write('OpusHead')
  opusHead.writeUInt16LE(312, 10)
  assert.equal(secondsOf(Buffer.concat([page(0n, opusHead), page(48_000n * 3n + 312n, Buffer.alloc(40))])), 3)
  assert.throws(() => secondsOf(Buffer.from('RIFF')), /not an Ogg/)
})
