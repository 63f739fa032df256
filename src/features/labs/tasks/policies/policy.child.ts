import { readFileSync, writeFileSync } from 'node:fs'
import { readInstances } from '../../../../engine/policies.ts'
import { loadQuickJS } from '../../sandbox/program-run.ts'
import { decideAll } from './program-worlds.ts'

/** What the sandbox is given: a learner's program, and files of weeks or days in which it is to act. */
export interface PolicyJob {
  readonly source: string
  readonly files: readonly string[]
}

/** Where sandbox.ts puts the interpreter. */
const QUICKJS = '/app/quickjs.wasm'

/**
 * Lives all weeks or days with a learner's program and writes one line of JSON: for each what was decided, one character a decision. Whoever should come
 * out of QuickJS is still behind the walls, and can write decisions and nothing else: the parent lives the weeks once more and counts for itself.
 */
async function main({ source, files }: PolicyJob): Promise<unknown> {
  const wasm = readFileSync(QUICKJS)
  const quickjs = await loadQuickJS(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length))
  const lists: string[][] = []
  for (const file of files) {
    const found = decideAll(quickjs, source, readInstances(file))
    // Of her words nothing goes out: her program may have put the hidden weeks into them.
    if (found.kind === 'failed') return { kind: 'failed', stage: found.trouble.stage, line: found.trouble.line }
    lists.push(found.lists.map((list) => Array.from(list, (place) => place.toString(32)).join('')))
  }
  return { kind: 'decided', lists }
}

// The parent wrote it from checked values.
writeFileSync(1, JSON.stringify(await main(JSON.parse(readFileSync(0, 'utf8')) as PolicyJob)) + '\n')
