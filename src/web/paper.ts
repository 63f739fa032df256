import { fork, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Ctx } from '../feature.ts'
import type { Config } from '../lib/config.ts'
import { Problem } from '../lib/problem.ts'
import { ROOT } from '../lib/root.ts'
import { say, type Lang } from '../lib/text.ts'
import type { Asked, Printed, Ready } from './paper.child.ts'
import { WORDS } from './words.ts'

const CHILD = join(ROOT, 'dist/paper.child.js')
/** Templates may read each other, and nothing outside of it. */
const WORKSPACE = join(ROOT, 'src')
/** Documents before the process is replaced: about 85 MB of what Typst never gives back. */
const MOST_DOCUMENTS = 200
/** So many before that the one after it is started: 0.1 s that nobody waits for. */
const START_NEXT = 20
const IDLE_MS = 60_000
/** A roster of 150 takes 0.1 s; the rest is room for a slow, busy machine. */
const LONGEST_MS = 20_000
const MOST_WAITING = 100

interface Waiting { readonly resolve: (bytes: Uint8Array) => void; readonly reject: (error: Error) => void; readonly timer: NodeJS.Timeout }
interface Press { readonly child: ChildProcess; readonly waiting: Map<number, Waiting>; printed: number; idle: NodeJS.Timeout | null; ready: boolean }

let press: Press | null = null
let next: Press | null = null
let last = 0

/**
 * A PDF (tagged, PDF/UA-1) from a Typst template under src/, such as 'features/credentials/certificate.typ'. `data` reaches it
 * as values, never as source: a name full of markup is printed letter by letter. The same data give the same bytes.
 */
export function typeset(template: string, data: object): Promise<Uint8Array> {
  return print(template, data, 'pdf')
}

/** The same as a picture: SVG whose letters are outlines, so that it looks the same without any font. */
export async function drawn(template: string, data: object): Promise<string> {
  return Buffer.from(await print(template, data, 'svg')).toString('utf8')
}

function print(template: string, data: object, as: Asked['as']): Promise<Uint8Array> {
  const at = press ??= open()
  if (at.waiting.size >= MOST_WAITING) return Promise.reject(new Problem(503, 'printer-busy', WORDS.printerBusy))
  const id = ++last
  const done = new Promise<Uint8Array>((resolve, reject) => {
    at.waiting.set(id, { resolve, reject, timer: setTimeout(() => at.child.kill('SIGKILL'), LONGEST_MS) })
  })
  if (at.idle) clearTimeout(at.idle)
  at.child.ref()
  at.child.channel?.ref()
  at.child.send({ id, template, data: JSON.stringify(data), as } satisfies Asked)
  // It ends when it has answered what it was given; the next document goes to a new one.
  at.printed += 1
  if (at.printed === MOST_DOCUMENTS - START_NEXT) next = open()
  if (at.printed >= MOST_DOCUMENTS) [press, next] = [next, null]
  return done
}

/** Started with the first document, with nothing of our environment. */
function open(): Press {
  if (!existsSync(CHILD)) throw new Error('dist/paper.child.js is missing: run `npm run build`')
  const child = fork(CHILD, [WORKSPACE], { cwd: '/', env: {}, execArgv: [], serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const opened: Press = { child, waiting: new Map(), printed: 0, idle: null, ready: false }
  child.on('message', (message: Printed | Ready) => ('ready' in message ? opened.ready = true : settle(opened, message)))
  child.once('error', (error) => fail(opened, error))
  child.once('exit', (code, signal) => fail(opened, opened.ready ? new Error(`the printing process ended (${signal ?? `exit ${code}`})`) : noPrinter()))
  letGo(opened)
  return opened
}

/** Typst has no library for this machine, such as 64-bit ARM in version 0.7.0: everything else works. */
const noPrinter = (): Problem => new Problem(503, 'no-printer', WORDS.noPrinter)

function settle(at: Press, message: Printed): void {
  const waiting = at.waiting.get(message.id)
  at.waiting.delete(message.id)
  clearTimeout(waiting?.timer)
  if ('bytes' in message) waiting?.resolve(message.bytes)
  else waiting?.reject(new Error(`Typst: ${message.error}`))
  if (at.waiting.size > 0) return
  if (press !== at) return at.child.disconnect()
  letGo(at)
  at.idle = setTimeout(() => close(at), IDLE_MS).unref()
}

/** What prints nothing now must not keep our process from ending. */
function letGo({ child }: Press): void {
  child.unref()
  child.channel?.unref()
}

function close(at: Press): void {
  if (at.child.connected) at.child.disconnect()
  if (press !== at) return
  press = null
  if (next) close(next)
  next = null
}

function fail(at: Press, error: Error): void {
  if (press === at) [press, next] = [next, null]
  else if (next === at) next = null
  for (const { reject, timer } of at.waiting.values()) {
    clearTimeout(timer)
    reject(error)
  }
  at.waiting.clear()
}

/** A paper to keep or print. It holds personal data, so nothing on the way keeps it. `name` without its ending. */
export function paperAnswer(c: Ctx, pdf: Uint8Array, name: string): Response {
  return c.body(Uint8Array.from(pdf), 200, {
    'Content-Type': 'application/pdf', 'Cache-Control': 'no-store', 'Content-Disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '-')}.pdf"`,
  })
}

/** What paper.typ asks of every template's data. `at`: what the file says it is from; Typst would ask the clock. A demo's papers say that they are one. */
export function paperBasics({ demo }: Pick<Config, 'demo'>, lang: Lang, title: string, at: Date): object {
  const moment = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()]
  return { lang, title, at: moment, page: say(WORDS.page, lang), of: say(WORDS.of, lang), demo: demo ? say(WORDS.demoTitle, lang) : null }
}

const SHOWN = new Intl.DateTimeFormat('es-PE', { timeZone: 'America/Lima', day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** At the foot of what lists people: who printed it, and when. */
export function printedBy(lang: Lang, name: string, at: Date): string {
  return say(WORDS.printedBy, lang, { name, at: SHOWN.format(at) })
}
