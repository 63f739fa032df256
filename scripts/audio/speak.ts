import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { renameSync } from 'node:fs'
import type { Lang } from '../../src/lib/text.ts'

/** Programs that make the sound, and the Debian package of each. */
const NEEDED = { 'espeak-ng': 'espeak-ng', opusenc: 'opus-tools' } as const
/** Said first, so that nobody takes the voice for a person's. */
const ANNOUNCED: Record<Lang, string> = { es: 'Voz hecha por computadora.', en: 'Computer-made voice.' }
const VOICE: Record<Lang, string> = { es: 'es-419', en: 'en-us' }
/** Words a minute: slower than the program's own 175, which learners take for hurried. */
const PACE = 145
/** kbit/s of the sound; with what Ogg adds a file stays within 24. */
const BITRATE = 23.2

/** Packages that are missing here, for one line of apt-get. */
export async function missingPackages(path = process.env.PATH): Promise<string[]> {
  const found = await Promise.all(Object.entries(NEEDED).map(async ([program, pack]) => ((await answers(program, path)) ? [] : [pack])))
  return found.flat()
}

async function answers(program: string, path: string | undefined): Promise<boolean> {
  const child = spawn(program, ['--version'], { stdio: 'ignore', env: { ...process.env, PATH: path } })
  return new Promise((done) => {
    child.once('error', () => done(false))
    child.once('exit', (code) => done(code === 0))
  })
}

/** Writes a script read aloud to `path` as Ogg Opus with a tag that says who speaks; a file that is there is whole. */
export async function speak(script: string, lang: Lang, title: string, path: string): Promise<void> {
  const part = `${path}.part`
  const voice = spawn('espeak-ng', ['-v', VOICE[lang], '-s', String(PACE), '-b', '1', '--stdin', '--stdout'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const encoder = spawn('opusenc', [
    '--quiet', '--speech', '--bitrate', String(BITRATE), '--framesize', '60', '--title', title, '--artist', ANNOUNCED[lang],
    '--comment', `LANGUAGE=${lang}`, '--comment', `DESCRIPTION=${ANNOUNCED[lang]} espeak-ng ${VOICE[lang]}, synthetic voice`, '--ignorelength', '-', part,
  ], { stdio: ['pipe', 'inherit', 'inherit'] })
  const ended = Promise.all([end(voice, 'espeak-ng'), end(encoder, 'opusenc')])
  voice.stdout.pipe(encoder.stdin)
  voice.stdin.end(`${ANNOUNCED[lang]}\n\n${script.trim()}\n`)
  await ended
  renameSync(part, path)
}

async function end(child: ReturnType<typeof spawn>, name: string): Promise<void> {
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${name} ended with ${String(code)}`)
}

/** Seconds of an Ogg Opus file: the last page's position less what a player skips first (RFC 7845, 4). */
export function secondsOf(ogg: Buffer): number {
  const head = ogg.indexOf('OpusHead')
  const last = ogg.lastIndexOf('OggS')
  if (head < 0 || last < 0) throw new Error('not an Ogg Opus file')
  return (Number(ogg.readBigInt64LE(last + 6)) - ogg.readUInt16LE(head + 10)) / 48_000
}
