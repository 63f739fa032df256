import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../src/lib/root.ts'
import type { Figure } from './main.ts'
import { freePort, said } from './started.ts'

/** `npm start` in a fresh clone, with npm's cache as the download: installation, build, database, first page; then a second time. */
export async function starting(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yachay-clone-'))
  try {
    execFileSync('git', ['clone', '-q', ROOT, join(folder, 'yachay')])
    const first = await start(join(folder, 'yachay'))
    const second = await start(join(folder, 'yachay'))
    return [
      { item: 'first start in a fresh clone, installation included', figure: `${first.toFixed(1)} s`, target: '<= 90 s', met: first <= 90 },
      { item: 'second start', figure: `${second.toFixed(1)} s`, target: '< 3 s', met: second < 3 },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function start(cwd: string): Promise<number> {
  const port = await freePort()
  const begin = performance.now()
  const { DATABASE_URL: _none, ...env } = process.env
  const child = spawn('npm', ['start'], { cwd, env: { ...env, PORT: String(port), DATA_DIR: join(cwd, 'data') }, stdio: ['ignore', 'pipe', 'ignore'], detached: true })
  await said(child, /Yachay is at/)
  const page = await fetch(`http://localhost:${port}/`)
  const seconds = (performance.now() - begin) / 1000
  if (page.status !== 200) throw new Error(`the first page answers ${page.status}`)
  const ended = new Promise((resolve) => child.once('exit', resolve))
  // As Ctrl-C does: the whole group.
  process.kill(-child.pid!, 'SIGINT')
  await ended
  return seconds
}
