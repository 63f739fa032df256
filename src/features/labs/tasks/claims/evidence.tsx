import type { JSX } from 'preact'
import type { Claim, ClaimsFile, MatterOf, ReportOf } from '../../../../engine/claims-file.ts'
import { say, type Lang } from '../../../../lib/text.ts'
import { CLAIMS } from './words.ts'

interface CardProps {
  readonly lang: Lang
  readonly file: ClaimsFile
  readonly matter: MatterOf
  /** A letter per report, when the card stands beside a claim. */
  readonly stances?: readonly string[]
}

const SIGN = { s: '=', o: '≠', n: '·' } as const
type Stance = keyof typeof SIGN

/** What each report says of a matter; copies hang below the one that they copy. */
export function MatterCard({ lang, file: { reports }, matter, stances }: CardProps): JSX.Element {
  const t = (text: { es: string; en: string }, values = {}) => say(text, lang, values)
  if (matter.cells.every((cell) => cell === null)) return <p class="lab-evidence quiet-text">{t(CLAIMS.noneSays)}</p>
  return (
    <ul class="plain lab-evidence">
      {withCopies(reports).map(({ report, r }) => {
        const cell = matter.cells[r] ?? null
        const stance = stanceOf(stances?.[r])
        return (
          <li class={`${report.after === null ? '' : 'copy '}${stance ? `say-${stance}` : ''}`}>
            <strong>{report.id}</strong>{report.after !== null && <> <small>({t(CLAIMS.copies, { id: report.after })})</small></>}:{' '}
            {cell === null ? <span class="quiet-text">{t(CLAIMS.nothing)}</span> : say(cell, lang)}
            {stance && cell !== null && <> <span class="lab-stance"><b aria-hidden="true">{SIGN[stance]}</b> {t(CLAIMS.stance[stance])}</span></>}
          </li>
        )
      })}
    </ul>
  )
}

/** The evidence of every part of a claim. */
export function Evidence({ lang, file, claim }: { lang: Lang; file: ClaimsFile; claim: Claim }): JSX.Element {
  return (
    <div>
      {claim.matters.map((id, part) => {
        const matter = file.matters.find((m) => m.id === id)!
        return (
          <div>
            <p class="lab-part">{claim.matters.length > 1 ? say(CLAIMS.part, lang, { n: part + 1, matter: say(matter.name, lang) }) : say(matter.name, lang)}</p>
            <MatterCard lang={lang} file={file} matter={matter} stances={claim.stances.map((letters) => letters.charAt(part))} />
          </div>
        )
      })}
    </div>
  )
}

function stanceOf(letter: string | undefined): Stance | null {
  return letter === 's' || letter === 'o' || letter === 'n' ? letter : null
}

/** Every source, each followed by its copies, with its place among the reports. */
export function withCopies(reports: readonly ReportOf[]): { report: ReportOf; r: number }[] {
  const all = reports.map((report, r) => ({ report, r }))
  return all.filter(({ report }) => report.after === null).flatMap((source) => [source, ...all.filter(({ report }) => report.after === source.report.id)])
}
