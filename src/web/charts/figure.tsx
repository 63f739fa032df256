import type { JSX } from 'preact'
import type { Lang } from '../../lib/text.ts'

/** A drawing with its twin: what the drawing shows is also a table, for screen readers, for paper and for who wants the figures. */
export interface Twin {
  readonly head: readonly string[]
  /** The first of each is the row's name; the others are shown as they are. */
  readonly rows: readonly (readonly string[])[]
}

export function Figure({ id, title, text, twin, note, children }: {
  id: string; title: string; text: string; twin: Twin; note?: string; children: JSX.Element
}): JSX.Element {
  return (
    <figure class="chart" id={id}>
      <figcaption><strong>{title}</strong></figcaption>
      {/* The drawing says the same as its text: a reader hears one sentence, then the table. */}
      <div class="chart-drawing" role="img" aria-label={text}>{children}</div>
      {note && <p class="quiet-text">{note}</p>}
      <div class="scroll" tabindex={0} role="group" aria-label={title}>
        <table>
          <thead><tr>{twin.head.map((h, i) => <th scope="col" class={i > 0 ? 'count' : undefined}>{h}</th>)}</tr></thead>
          <tbody>{twin.rows.map(([name, ...cells]) => <tr><th scope="row">{name}</th>{cells.map((cell) => <td class="count">{cell}</td>)}</tr>)}</tbody>
        </table>
      </div>
    </figure>
  )
}

const LOCALE: Record<Lang, string> = { es: 'es-PE', en: 'en' }

export function whole(n: number, lang: Lang): string {
  return new Intl.NumberFormat(LOCALE[lang], { maximumFractionDigits: 0 }).format(n)
}

/** With one decimal. */
export function decimal(n: number, lang: Lang): string {
  return new Intl.NumberFormat(LOCALE[lang], { maximumFractionDigits: 1 }).format(n)
}

/** A share between 0 and 1. */
export function share(part: number, lang: Lang): string {
  return new Intl.NumberFormat(LOCALE[lang], { style: 'percent', maximumFractionDigits: 1 }).format(part)
}

/** The next round number at or above: 1, 2, 5 times a power of ten. */
export function roundUp(n: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, n)))
  return ([1, 2, 5, 10].find((step) => step * power >= n) ?? 10) * power
}

/** A limit that must not be rounded, in hundredths of a percent: 495 is 4,95 %. */
export function hundredths(n: number, lang: Lang): string {
  return new Intl.NumberFormat(LOCALE[lang], { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(n / 10_000)
}
