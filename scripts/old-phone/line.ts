import { connect, createServer, type Socket } from 'node:net'

export interface Line {
  readonly origin: string
  /** Everything that went over it, whoever asked: pages, workers, the service worker; headers included, TCP's own not. */
  readonly bytes: { up: number; down: number }
  /** True: 400 kbit/s each way and a round trip of 400 ms, for all connections together. */
  slow: boolean
  readonly close: () => Promise<void>
}

const BYTES_A_MS = 400_000 / 8 / 1000
const ONE_WAY_MS = 200

/**
 * A telephone line to a server of this machine. Chromium's own emulation slows a page, but not its service worker, through which
 * a course that is taken along comes; this slows and counts all.
 */
export async function telephoneLine(to: number): Promise<Line> {
  const bytes = { up: 0, down: 0 }
  const busy = { up: 0, down: 0 }
  const sockets = new Set<Socket>()
  const carry = (way: 'up' | 'down', from: Socket, into: Socket): void => {
    from.on('data', (chunk: Buffer) => {
      bytes[way] += chunk.length
      if (!line.slow) return void into.write(chunk)
      const now = performance.now()
      busy[way] = Math.max(busy[way], now) + chunk.length / BYTES_A_MS
      setTimeout(() => { if (!into.destroyed) into.write(chunk) }, busy[way] - now + ONE_WAY_MS)
    })
    // After what is still on its way.
    from.on('close', () => setTimeout(() => into.end(), line.slow ? Math.max(0, busy[way] - performance.now()) + ONE_WAY_MS + 5 : 0))
    from.on('error', () => into.destroy())
  }
  const server = createServer((phone) => {
    const house = connect(to, '127.0.0.1')
    for (const socket of [phone, house]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('close', () => sockets.delete(socket))
    }
    carry('up', phone, house)
    carry('down', house, phone)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const line: Line = {
    origin: `http://localhost:${typeof address === 'object' && address ? address.port : 0}`, bytes, slow: false,
    close: () => new Promise((resolve) => { for (const s of sockets) s.destroy(); server.close(() => resolve()) }),
  }
  return line
}
