import { Agent, request } from 'node:http'

export interface Load {
  readonly requests: number
  readonly seconds: number
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly failed: number
}

export interface Call {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

/** Keeps `connections` busy against a server on this machine until `requests` were answered. Bounded by count. */
export async function load(port: number, connections: number, requests: number, call: (n: number) => Call): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const times: number[] = []
  let sent = 0
  let failed = 0
  const worker = async (): Promise<void> => {
    while (sent < requests) {
      const n = sent
      sent += 1
      const start = performance.now()
      const status = await one(agent, port, call(n))
      times.push(performance.now() - start)
      if (status < 200 || status > 299) failed += 1
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: connections }, worker))
  const seconds = (performance.now() - start) / 1000
  agent.destroy()
  return loadOf(times, seconds, failed)
}

/** Asks several servers the same, one after the other and one request each, so that they are compared in the same moments. */
export async function inTurn(asked: readonly { readonly port: number; readonly call: Call }[], times: number): Promise<Load[]> {
  const all = asked.map((of) => ({ ...of, agent: new Agent({ keepAlive: true, maxSockets: 1 }), times: [] as number[], failed: 0 }))
  for (let n = 0; n < times; n += 1) {
    for (const of of all) {
      const start = performance.now()
      const status = await one(of.agent, of.port, of.call)
      of.times.push(performance.now() - start)
      if (status < 200 || status > 299) of.failed += 1
    }
  }
  for (const { agent } of all) agent.destroy()
  return all.map((of) => loadOf(of.times, of.times.reduce((sum, ms) => sum + ms, 0) / 1000, of.failed))
}

function loadOf(times: readonly number[], seconds: number, failed: number): Load {
  const sorted = Float64Array.from(times).sort()
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { requests: times.length, seconds, perSecond: times.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99), failed }
}

function one(agent: Agent, port: number, call: Call): Promise<number> {
  return new Promise((resolve, reject) => {
    const req = request({ agent, port, host: '127.0.0.1', method: call.method, path: call.path, headers: { ...call.headers, ...(call.body ? { 'content-length': Buffer.byteLength(call.body) } : {}) } }, (res) => {
      res.resume()
      res.on('end', () => resolve(res.statusCode ?? 0))
    })
    req.on('error', reject)
    req.end(call.body)
  })
}

export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
