import type { XapiVersion } from '../../../src/record/xapi/request.ts'

/** One requirement of the specification and what shows that we meet it. */
export interface Requirement {
  /** XAPI-NNNNN of the public list of 1.0.3's requirements, or a clause of 2.0 (IEEE 9274.1.1) such as `2.0 4.2.2.5`. */
  readonly id: string
  readonly versions: readonly XapiVersion[]
  /** In our own words, short. */
  readonly says: string
  /** The exact name of the test, or of the case in test/lrs/validation/cases.ts, that shows it; null when nothing does. */
  readonly test: string | null
  /** When nothing shows it: why. */
  readonly why?: string
}
