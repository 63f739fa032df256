// npm run audio -- <course folder> [<out folder>] [--install]: reads each <unit>.<lang>.audio.txt aloud with Debian's espeak-ng into
// Ogg Opus of 24 kbit/s, under DATA_DIR/audio (where lessons look for it). Nothing else needs these files.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { audioFolder, audioName } from '../src/features/courses/audio.ts'
import { readConfig } from '../src/lib/config.ts'
import type { Lang } from '../src/lib/text.ts'
import { missingPackages, secondsOf, speak } from './audio/speak.ts'

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function main(args: readonly string[]): Promise<number> {
  const [course, out] = args.filter((arg) => !arg.startsWith('--')).map((path) => resolve(path))
  if (!course) throw new Error('npm run audio -- <course folder> [<out folder>] [--install]')
  const scripts = existsSync(course) ? readdirSync(course).sort().flatMap((file) => scriptIn(course, file)) : []
  if (scripts.length === 0) throw new Error(`${course} has no <unit>.<es|en>.audio.txt`)
  await ready(args.includes('--install'))
  const folder = out ?? audioFolder(readConfig(process.env).dataDir)
  mkdirSync(folder, { recursive: true })
  let seconds = 0
  let bytes = 0
  console.log('unit | minutes:seconds | bytes | kbit/s |')
  for (const { unit, lang, text } of scripts) {
    const path = join(folder, audioName(unit, lang, text))
    const known = existsSync(path)
    if (!known) await speak(text, lang, `${unit} (${lang})`, path)
    const ogg = readFileSync(path)
    const length = secondsOf(ogg)
    seconds += length
    bytes += ogg.length
    console.log(row(`${unit}.${lang}`, length, ogg.length, known ? 'was there' : 'made'))
  }
  console.log(row(`${scripts.length} files in ${folder}`, seconds, bytes, `${(bytes / 1e6).toFixed(1)} MB`))
  return 0
}

function scriptIn(folder: string, file: string): { unit: string; lang: Lang; text: string }[] {
  const [, unit, lang] = /^([a-z0-9-]+)\.(es|en)\.audio\.txt$/.exec(file) ?? []
  return unit && (lang === 'es' || lang === 'en') ? [{ unit, lang, text: readFileSync(join(folder, file), 'utf8') }] : []
}

/** The voices are there, or a sentence says which packages are missing; nothing is installed that nobody asked for. */
async function ready(install: boolean): Promise<void> {
  const missing = await missingPackages()
  if (missing.length === 0) return
  const line = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (!install || process.getuid?.() !== 0) throw new Error(`Making audio needs Debian's ${missing.join(' and ')}. Install as root: ${line} (or run this as root with --install).`)
  execFileSync('sh', ['-c', line], { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
}

function row(name: string, seconds: number, bytes: number, note: string): string {
  const whole = Math.round(seconds)
  return `${name} | ${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} | ${bytes} | ${((bytes * 8) / seconds / 1000).toFixed(1)} | ${note}`
}
