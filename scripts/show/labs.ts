import { provedBy, type ShowItem } from './item.ts'

/** Issue 5, "What must be shown", as far as it is built: each lab that is there, the engine, and the simulators of the labs to come. */
export const items: readonly ShowItem[] = [
  provedBy('each lab passes its check, 40 simulated learners: baseline and starter fail, reference passes, right and wrong approaches, bytes, cost', ['src/features/labs/every-lab.long.test.ts'], 3),
  provedBy('digests of every block and simulated world equal in Node, Chromium, Firefox; the SIMD kernel equals the plain path', ['test/engine/same-bits.browser.test.ts'], 3),
  provedBy('the engine against scikit-learn, statsmodels, mpmath, numpy, published vectors; simulators: baseline, reference over seeds and rotations, ceiling', ['src/engine'], 150),
  provedBy('the workbench of each kind of lab in headless Chromium', ['src/features/labs/workbench.browser.test.ts', 'src/features/labs/series.browser.test.ts', 'src/features/labs/numbers.browser.test.ts',
    'src/features/labs/columns.browser.test.ts',
  ], 10),
]
