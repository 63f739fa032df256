import { asset } from '../../../../web/assets.ts'
import type { Say } from '../../task.ts'
import type { AnyView } from '../../view.ts'
import type { PolicyLabContent } from './file.ts'
import type { PolicySettings } from './kind.ts'

export interface PolicyView extends AnyView, ReturnType<typeof policyView> {
  readonly settings: PolicySettings
  readonly blocks: PolicyLabContent['blocks']
  readonly pass: { readonly skill: number; readonly of: number }
  readonly columns?: never
}

export function policyView({ data, program, sentences: s }: Pick<PolicyLabContent, 'data' | 'program' | 'sentences'>, t: Say) {
  return {
    /** Where a program is open: what stands in the editor first, what runs it, and where its interpreter is fetched from. */
    ...(program ? { program: program.starter, programUrl: asset('train-program.js'), quickjsUrl: asset('quickjs.wasm') } : {}),
    unit: t(data.unit), plain: t(data.plain),
    sentences: { practice: t(s.practice), learnt: t(s.learnt), hidden: t(s.hidden), baseline: t(s.baseline), goal: t(s.goal) },
  }
}
