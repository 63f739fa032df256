import { provedBy, type ShowItem } from './item.ts'

/** Issue 7, "What must be shown", as far as it is built: the log, its witness and the audit. */
export const items: readonly ShowItem[] = [
  provedBy('trees of RFC 6962, tiles, notes, checkpoints and cosignatures of C2SP against published figures', ['src/lib/tlog/tlog.test.ts'], 7),
  provedBy('a witness on a machine of its own: each status of C2SP tlog-witness, killed with -9, never back', ['scripts/witness/witness.test.ts'], 5),
  provedBy('an operator with all rights edits, deletes, moves and back-dates in seventeen ways, or writes the log anew: npm run audit names the first entry', ['scripts/audit/audit.test.ts'], 20),
]
