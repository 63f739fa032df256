import { ownInstances, policyEpochs, type PolicyData } from '../../../../engine/policies.ts'
import { measured } from '../../figures.ts'
import type { Plug } from '../../workbench/plug.ts'
import { PolicyBuild } from './build.tsx'
import type { Done } from './carry-out.ts'
import { Curve } from './curve.tsx'
import { policyKind } from './kind.ts'
import { PolicyResult } from './result.tsx'
import { programOf } from './program.ts'
import { PolicySee } from './see.tsx'
import type { PolicyView } from './view.ts'
import { POLICY } from './words.ts'

export interface PolicyDesk {
  readonly view: PolicyView
  readonly data: PolicyData
  /** Weeks or days in which she tries policies. */
  readonly places: Int32Array
}

export const policyPlug: Plug<PolicyView, PolicyDesk, Done> = {
  openDesk: (view, bytes) => {
    const data = policyKind.readPublic(bytes, view.settings)
    return { view, data, places: ownInstances(data, view.seed).taken }
  },
  See: PolicySee,
  Build: PolicyBuild,
  Result: PolicyResult,
  figure: (view, value) => measured(value, view.unit, view.lang),
  epochs: policyEpochs,
  Course: ({ desk: { view }, steps, course }) => <Curve course={course} start={null} acts={steps.at(-1)?.block === 'q-learning'} unit={view.unit} lang={view.lang} />,
  // The page fetches it: the worker can fetch nothing. The browser keeps it for the next run.
  bring: ({ quickjsUrl }, steps) => (programOf(steps) === null || quickjsUrl === undefined ? null : fetched(quickjsUrl)),
  trainer: ({ programUrl }, steps) => (programOf(steps) === null ? null : programUrl ?? null),
  limitMs: 180_000,
  says: { bringing: POLICY.bringing, tooSlow: POLICY.tooSlow },
  asked: ['search', 'q-learning'],
}

async function fetched(url: string): Promise<ArrayBuffer> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`QuickJS did not come: ${answer.status}`)
  return answer.arrayBuffer()
}
