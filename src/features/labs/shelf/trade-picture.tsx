import type { JSX } from 'preact'
import type { Trade } from './trades.ts'

/** Strokes on a field of 48 by 48: drawn for Yachay. `soft` is filled with the light colour, `line` is drawn. */
const DRAWN: Readonly<Record<Trade, { readonly soft: string; readonly line: string }>> = {
  // An awning over a counter.
  commerce: { soft: 'M6 10h36l3 10H3z', line: 'M6 10h36l3 10H3zM15 10l-2 10M24 10v10M33 10l2 10M7 20v20h34V20M7 31h34M17 31v9' },
  // A shirt.
  textile: { soft: 'M17 7l-11 6 4 9 5-2v21h18V20l5 2 4-9-11-6q-7 6-14 0z', line: 'M17 7l-11 6 4 9 5-2v21h18V20l5 2 4-9-11-6q-7 6-14 0zM20 27h8M20 32h8' },
  // A cup that steams.
  coffee: { soft: 'M8 22h26v9q0 9-9 9h-8q-9 0-9-9z', line: 'M8 22h26v9q0 9-9 9h-8q-9 0-9-9zM34 25h4q4 0 4 4.5t-4 4.5h-4M15 17q-3-3 0-6t0-5M22 17q-3-3 0-6t0-5M29 17q-3-3 0-6t0-5M5 44h34' },
  // A bunch on its stalk.
  grape: {
    soft: 'M10 20a5 5 0 1 0 10 0a5 5 0 1 0-10 0M19 20a5 5 0 1 0 10 0a5 5 0 1 0-10 0M28 20a5 5 0 1 0 10 0a5 5 0 1 0-10 0M14.5 29a5 5 0 1 0 10 0a5 5 0 1 0-10 0M23.5 29a5 5 0 1 0 10 0a5 5 0 1 0-10 0M19 38a5 5 0 1 0 10 0a5 5 0 1 0-10 0',
    line: 'M10 20a5 5 0 1 0 10 0a5 5 0 1 0-10 0M19 20a5 5 0 1 0 10 0a5 5 0 1 0-10 0M28 20a5 5 0 1 0 10 0a5 5 0 1 0-10 0M14.5 29a5 5 0 1 0 10 0a5 5 0 1 0-10 0M23.5 29a5 5 0 1 0 10 0a5 5 0 1 0-10 0M19 38a5 5 0 1 0 10 0a5 5 0 1 0-10 0M24 15V5M24 9q8-6 13 0q-7 5-13 0',
  },
  // A fish over a wave.
  fishing: { soft: 'M5 20q14-15 28 0q-14 15-28 0z', line: 'M5 20q14-15 28 0q-14 15-28 0zM33 20l9-8v16zM13 18h.1M21 14q4 6 0 12M3 40q5-5 10 0t10 0t10 0t10 0' },
  // A helmet with its lamp.
  mining: { soft: 'M8 32q0-20 16-20t16 20z', line: 'M8 32q0-20 16-20t16 20zM4 32h40v5H4zM18 13v-4h12v4M24 18a4 4 0 1 0 .1 0' },
  // A ship with containers.
  port: { soft: 'M4 29h40l-6 10H10z', line: 'M4 29h40l-6 10H10zM9 20h9v9H9zM18 20h9v9h-9zM13 11h10v9H13zM33 29V14h6v15M3 44q5-4 10 0t10 0t10 0t10 0' },
  // A train on a high line.
  rail: { soft: 'M5 11h30q8 0 8 14H5z', line: 'M5 11h30q8 0 8 14H5zM10 15h7v5h-7zM21 15h7v5h-7zM32 15h5q3 1 3.5 5H32zM2 30h44M12 30v13M36 30v13M7 43h10M31 43h10' },
  // The sun over a panel.
  energy: { soft: 'M11 26h28l5 15H4z', line: 'M11 26h28l5 15H4zM20 26l-2 15M30 26l2 15M8 33h33M24 8a5 5 0 1 0 .1 0M24 2v2M13 6l2 2M35 6l-2 2M10 14h3M35 14h3' },
  // A building with columns.
  'public-service': { soft: 'M4 18L24 6l20 12z', line: 'M4 18L24 6l20 12zM9 18v19M19 18v19M29 18v19M39 18v19M5 37h38v5H5z' },
  // A newspaper.
  media: { soft: 'M6 8h29v32H6z', line: 'M6 8h29v29q0 4 4 4H10q-4 0-4-4zM35 16h7v21q0 4-3.5 4M12 15h17v8H12zM12 29h17M12 34h17' },
  // Brackets on a screen.
  software: { soft: 'M4 8h40v26H4z', line: 'M4 8h40v26H4zM18 15l-6 6 6 6M30 15l6 6-6 6M26 14l-4 14M16 41h16M24 34v7' },
  // A box of tools.
  other: { soft: 'M5 19h38v20H5z', line: 'M5 19h38v20H5zM17 19v-6q0-4 4-4h6q4 0 4 4v6M5 28h14M29 28h14M19 25h10v6H19z' },
}

/** A small picture of a trade, beside words that say the same. */
export function TradePicture({ trade }: { trade: Trade }): JSX.Element {
  const { soft, line } = DRAWN[trade]
  return (
    <svg class="trade-picture" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <path class="soft" d={soft} /><path d={line} />
    </svg>
  )
}
