import type { KeyKind } from './multibase.ts'

/** The suites that sign and verify here: W3C VC-DI-EDDSA 1.0, section 3.2, and VC-DI-ECDSA 1.0, section 3.2, with curve P-256. */
export const SUITES = ['eddsa-rdfc-2022', 'ecdsa-rdfc-2019'] as const
export type Suite = (typeof SUITES)[number]

/** Which key a suite works with: 32 bytes of Ed25519, or 33 of P-256 (compressed). */
export const KEY_OF: Readonly<Record<Suite, KeyKind>> = { 'eddsa-rdfc-2022': 'ed25519', 'ecdsa-rdfc-2019': 'p256' }
