import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { hundredths } from '../../web/charts/figure.tsx'
import { AUDITS, type Result } from '../audits/index.ts'
import { adjustedCount } from '../figures/index.ts'
import type { Figures, Programme } from '../programmes/index.ts'
import { number } from './shown.ts'

/** A closed audit, by its cut. */
export interface Audited { readonly cut: string; readonly result: Result }

/** Beside the number what the last audit leaves of it (DOMAIN.md 8, K11), or that nobody audited it yet. */
export function AuditedNumber({ audited, programme, figures, lang }: { audited: Audited | null; programme: Programme; figures: Figures; lang: Lang }): JSX.Element | null {
  if (!figures.counts) return null
  const text = audited === null ? say(AUDITS.notYet, lang) : say(AUDITS.adjusted, lang, {
    n: number(adjustedCount(figures.counts[3], audited.result.upper), lang), upper: hundredths(audited.result.upper, lang), fails: audited.result.fails, sample: audited.result.sample,
  })
  return <p>{text} <a href={`/p/${programme.id}/audits`}>{say(AUDITS.link, lang)}</a></p>
}

/** The same for programs: the limit as a share. Null: not audited yet. */
export function auditedJson(audited: Audited | null, counted: number | undefined): object | null {
  if (audited === null || counted === undefined) return null
  const { sample, fails, upper } = audited.result
  return { cut: audited.cut, sample, fails, upper: upper / 10_000, adjusted: adjustedCount(counted, upper) }
}
