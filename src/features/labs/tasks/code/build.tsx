import type { JSX } from 'preact'
import type { Step } from '../../../../engine/recipe.ts'
import { say } from '../../../../lib/text.ts'
import type { Runtime } from '../../sandbox/python-run.ts'
import { Program, type Typing } from '../../workbench/editor.tsx'
import type { BuildProps } from '../../workbench/plug.ts'
import type { CodeDesk } from './plug.tsx'
import { PythonChoice } from './python-choice.tsx'
import { runtimeOf } from './rows.ts'
import { CODE } from './words.ts'

const PYTHON: Typing = { keys: ['(', ')', '[', ']', ':', '=', '_', '+', '-', '*', '/', "'", '#'], indent: '    ', opens: /:$/ }

/** What the program must be, and the program. */
export function Build({ desk: { view }, steps, change }: BuildProps<CodeDesk>): JSX.Element {
  const t = (text: { es: string; en: string }) => say(text, view.lang)
  const runtime = runtimeOfSteps(steps)
  const put = (source: string, by: Runtime): void => change([{ block: 'code', language: 'python', ...(by === 'pyodide' ? { runtime: by } : {}), source }])
  return (
    <div>
      <p>{t(CODE.programSays)}</p>
      <Program lang={view.lang} title={t(CODE.program)} typing={PYTHON} source={sourceOf(steps)} first={sourceOf(view.starter)} set={(source) => put(source, runtime)} />
      <PythonChoice view={view} runtime={runtime} choose={(by) => put(sourceOf(steps), by)} />
      <p class="hint">{t(runtime === 'pyodide' ? CODE.fullNeeds : CODE.download)}</p>
    </div>
  )
}

export function sourceOf(steps: readonly Step[]): string {
  const step = steps.at(-1)
  return step?.block === 'code' ? step.source : ''
}

/** The Python that these steps are for. */
export function runtimeOfSteps(steps: readonly Step[]): Runtime {
  const step = steps.at(-1)
  return step?.block === 'code' ? runtimeOf(step) : 'micropython'
}
