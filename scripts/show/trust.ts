import { provedBy, type ShowItem } from './item.ts'

/** Issue 7, "What must be shown", as far as it is built: the log, its witness and the audit. */
export const items: readonly ShowItem[] = [
  provedBy('trees of RFC 6962, tiles, notes, checkpoints and cosignatures of C2SP against published figures', ['src/lib/tlog/tlog.test.ts'], 7),
  provedBy('a witness on a machine of its own: each status of C2SP tlog-witness, killed with -9, never back', ['scripts/witness/witness.test.ts'], 5),
  provedBy('an operator with all rights edits, deletes, moves and back-dates in seventeen ways, or writes the log anew: npm run audit names the first entry', ['scripts/audit/audit.test.ts'], 20),
  // The verifier: others' credentials here, ours in others' hands, the specifications' own cases, what is made to harm.
  provedBy('credentials made with @digitalbazaar/vc are checked here: accepted; altered, expired, early, revoked, suspended, of another key or issuer refused', ['test/vc/theirs-here.test.ts'], 14),
  provedBy('@digitalbazaar/vc, its status lists and @digitalcredentials/verifier-core accept ours and refuse each of these', ['test/vc/ours-there.test.ts'], 13),
  provedBy('the official Open Badges 3.0 JSON schema accepts every credential we issue', ['test/vc/schema.test.ts'], 3),
  provedBy("the specifications' examples and must-fail cases, 133 rows (docs/verifier-table.md)", ['test/vc/spec-table.test.ts'], 4),
  provedBy('a hostile credential costs nothing: private addresses, redirects, endless lists and vocabularies, poison graphs', ['test/vc/hostile.test.ts'], 9),
  provedBy('VC-API: issue on approval only, verify credentials and presentations; at /v a stranger is told as a stranger', ['src/features/vc/vc.test.ts'], 7),
]
