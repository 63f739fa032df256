import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { within, type Library, type Place } from './contest.ts'
import { bundleForNode } from './peers.ts'
import type { Round } from './round.ts'

interface Trainer {
  readonly child: ChildProcess
  /** The next line that it answers; undefined when it ends before. */
  readonly answer: () => Promise<string | undefined>
}

/** A process for each library, kept from round to round, killed when a training passes its limit. */
export async function inNode(): Promise<Place> {
  const program = await bundleForNode()
  const running = new Map<Library, Trainer>()
  return {
    train: async (library, { name }, scale, limitMs) => {
      const trainer = running.get(library) ?? start(program, library)
      running.set(library, trainer)
      trainer.child.stdin?.write(`${JSON.stringify({ task: name, scale })}\n`)
      const line = await within(trainer.answer(), limitMs)
      if (typeof line === 'string') return JSON.parse(line) as Round
      running.delete(library)
      trainer.child.kill('SIGKILL')
      return line === null ? null : { error: 'its process died' }
    },
    close: async () => {
      for (const { child } of running.values()) child.kill('SIGKILL')
    },
  }
}

function start(program: string, library: Library): Trainer {
  const child = spawn(process.execPath, ['--max-old-space-size=1024', program, library], { stdio: ['pipe', 'ignore', 'ignore', 'pipe'] })
  // The fourth is the pipe just asked for.
  const lines = createInterface({ input: child.stdio[3] as Readable })[Symbol.asyncIterator]()
  return { child, answer: async () => lines.next().then((next) => (next.done ? undefined : next.value)) }
}
