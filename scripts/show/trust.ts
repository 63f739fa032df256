import { provedBy, provedByCommand, type ShowItem } from './item.ts'

const whole = (output: string): string => `\n${output.trim()}\n`

/** Issue 7, "What must be shown". `npm run bench -- trust` measures the rest. */
export const items: readonly ShowItem[] = [
  provedBy('trees of RFC 6962, tiles, notes, checkpoints and cosignatures of C2SP against published figures', ['src/lib/tlog/tlog.test.ts'], 7),
  provedBy('a witness on a machine of its own: each status of C2SP tlog-witness, killed with -9, never back', ['scripts/witness/witness.test.ts'], 5),
  // What leaves in people's hands: QR without signal, lists of employers, badges, single facts.
  provedBy('airplane mode: a printed QR read from a photo with no network, valid and revoked, with the age of the list; with signal the state now', ['src/features/credentials/airplane.browser.test.ts', 'src/features/credentials/kept-list.test.ts'], 7),
  provedBy('an employer checks 200 serials at once, pasted or as a sheet: each answered, no name told', ['src/features/credentials/many/many.test.ts'], 7),
  provedBy('badges (PNG, SVG) carry the signed certificate, /v reads them, hostile pictures give nothing', ['src/lib/baked/baked.test.ts'], 4),
  provedBy('a learner shares: badge, CLR 2.0, LinkedIn, single facts by a link that she ends, also without JavaScript', ['src/features/sharing/sharing.test.ts', 'src/features/sharing/sharing.browser.test.ts', 'src/features/sharing/at-v.test.ts', 'test/vc/clr.test.ts'], 14),
  // The verifier: others' credentials here, ours in others' hands, the specifications' own cases, what is made to harm.
  provedBy('credentials made with @digitalbazaar/vc are checked here: accepted; altered, expired, early, revoked, suspended, of another key or issuer refused', ['test/vc/theirs-here.test.ts'], 14),
  provedBy('@digitalbazaar/vc, its status lists and @digitalcredentials/verifier-core accept ours and refuse each of these', ['test/vc/ours-there.test.ts'], 13),
  provedBy('the official Open Badges 3.0 JSON schema accepts every credential we issue', ['test/vc/schema.test.ts'], 3),
  provedBy("the specifications' examples and must-fail cases, 133 rows (docs/verifier-table.md)", ['test/vc/spec-table.test.ts'], 4),
  provedBy('a hostile credential costs nothing: private addresses, redirects, endless lists and vocabularies, poison graphs', ['test/vc/hostile.test.ts'], 9),
  provedBy('VC-API: issue on approval only, verify credentials and presentations; at /v a stranger is told as a stranger', ['src/features/vc/vc.test.ts'], 7),
  // Keys, suites, status lists and batches (docs/keys.md, decisions 180 to 182).
  provedBy('eddsa-rdfc-2022 and ecdsa-rdfc-2019 (P-256) give the published proofs of the specifications; chosen by configuration, as did:web or did:key', ['src/lib/vc/data-integrity.test.ts', 'src/lib/issuer-settings.test.ts', 'src/features/credentials/verify.test.ts'], 18),
  provedBy('keys lost, replaced, stolen: a drill each (docs/keys.md), with real processes, backup and restart', ['scripts/keys/keys.test.ts'], 7),
  provedBy('a stolen key: forged certificates with a real id and serial are refused, ours stay good and are signed anew, the QR says so without signal', ['src/features/credentials/keys/stolen.test.ts', 'src/features/credentials/keys/stolen-qr.browser.test.ts'], 7),
  provedBy('status lists: signed once for bits, key and day, ETag, one name each; a replaced key still vouches for its own', ['src/features/credentials/signed-list.test.ts'], 4),
  provedBy('batches: an act each, resumed after a crash, written together, nobody twice and nobody held up', ['src/features/credentials/batch.test.ts'], 5),
  // Part 6, the auditor's workspace.
  provedBy('scenario 8: auditor with seed and frame hash redraws the same 59 files on her own laptop, without server, environment or network', ['test/office/scenario-8.test.ts'], 5),
  provedBy('an audit from frame to close: who may, bad input, signed evidence packs, calls by somebody independent, K11, K12 and the adjusted K1 on pages and in cuts', ['src/features/audits/audits.test.ts'], 7),
  provedBy('exact Clopper-Pearson limits and sample sizes against published tables and whole-number arithmetic', ['src/features/audits/bound.test.ts'], 5),
  // The log and the recount (issue 7, parts 4 and 5; docs/audit.md).
  provedBy('an outsider counts every published cut anew by every version, from files alone; an auditor person by person from the acts', ['scripts/audit/cuts.test.ts', 'scripts/audit/audit.test.ts'], 9),
  provedBy('an operator with all rights edits, deletes, reorders and back-dates in forty ways: each is found by npm run audit with a witness, which names the first entry or file', ['scripts/audit/operator-record.test.ts', 'scripts/audit/operator-public.test.ts'], 70),
  provedBy('scenario 7: a certificate is revoked, K1 falls by one in the next cut, the log proves the order, also to who was given the proof file', ['test/office/scenario-7.test.ts'], 3),
  provedBy('scenario 9: an old total is edited: server, public page, witness and audit say so', ['scripts/audit/scenario-9.test.ts'], 1),
  provedBy('proofs of inclusion and consistency hold and are as small as RFC 6962 says (npm run bench -- trust measures them at 1 M and 10 M entries)', ['bench/trust/log-proofs.test.ts'], 1),
  provedByCommand('npm run bench -- trust: certificates per second with and without PDF against bare Ed25519 and bare Typst, 20,000 in one go, checks, proofs at 1 M and 10 M', 'every line', ['scripts/run.mjs', 'bench/main.ts', 'trust'], whole, true),
]
