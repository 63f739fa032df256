import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Run {
  readonly requestsPerSecond: number
  /** Milliseconds. */
  readonly p99: number
  /** Answers that were no 2xx, and sockets that broke. */
  readonly failed: number
}

const SCRIPT = fileURLToPath(new URL('statement.lua', import.meta.url))
let seed = Date.now() % 1_000_000

/** Keeps `connections` busy for some seconds, with Debian's wrk: written in C, so that the machine's cores are left to the server. Loopback only. */
export async function posts(port: number, { connections, seconds, per, path, authorization }: {
  connections: number; seconds: number; per: number; path: string; authorization: string
}): Promise<Run> {
  seed += 1
  return readRun(await output(['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '-s', SCRIPT, `http://127.0.0.1:${port}`, '--', String(per), authorization, path, String(seed)]))
}

function readRun(text: string): Run {
  const p99 = /99%\s+([\d.]+)(us|ms|s)/.exec(text)
  const unit = { us: 0.001, ms: 1, s: 1000 }[p99?.[2] ?? 'ms'] ?? 1
  const errors = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(text)?.slice(1).reduce((sum, n) => sum + Number(n), 0) ?? 0
  const perSecond = /Requests\/sec:\s+([\d.]+)/.exec(text)?.[1]
  if (perSecond === undefined) throw new Error(`wrk said nothing of requests: ${text}`)
  return { requestsPerSecond: Number(perSecond), p99: Number(p99?.[1] ?? NaN) * unit, failed: errors + Number(/Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1] ?? 0) }
}

function output(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('wrk', [...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => { text += chunk.toString() })
    child.on('error', reject)
    child.on('close', () => resolve(text))
  })
}
