import { percentText } from '../../figures.ts'
import type { Plug } from '../../workbench/plug.ts'
import { Build, runtimeOfSteps } from './build.tsx'
import type { CodeDone } from './carry-out.ts'
import { addressOf, bringFull } from './full-python-kept.ts'
import { codeKind } from './kind.ts'
import { Result } from './result.tsx'
import { ownCodeRows, type CodeData } from './rows.ts'
import { See } from './see.tsx'
import type { CodeView } from './view.ts'
import { CODE } from './words.ts'

export interface CodeDesk {
  readonly view: CodeView
  readonly data: CodeData
  /** Rows she learns from. */
  readonly places: Int32Array
}

export const codePlug: Plug<CodeView, CodeDesk, CodeDone> = {
  openDesk: (view, bytes) => {
    const data = codeKind.readPublic(bytes, view.settings)
    return { view, data, places: ownCodeRows(data, view.seed).taken }
  },
  See,
  Build,
  Result,
  figure: (_, value) => percentText(value),
  // The page fetches it: the worker can fetch nothing. The browser keeps it for the next run.
  bring: async ({ pythonUrl, full }, steps) => {
    if (runtimeOfSteps(steps) === 'pyodide') return bringFull(full)
    const answer = await fetch(pythonUrl)
    if (!answer.ok) throw new Error(`Python did not come: ${answer.status}`)
    return answer.arrayBuffer()
  },
  trainer: ({ full }, steps) => (runtimeOfSteps(steps) === 'pyodide' ? addressOf(full.script) : null),
  limitMs: 180_000,
  says: {
    build: CODE.build, train: CODE.run, trainingShort: CODE.running, bringing: CODE.bringing, tooSlow: CODE.tooSlow, trainFirst: CODE.runFirst, trainOnce: CODE.runOnce,
    handInNow: CODE.handInNow, failed: CODE.failed,
  },
  asked: ['code'],
}
