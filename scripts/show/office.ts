import { provedBy, provedByCommand, type ShowItem } from './item.ts'

const whole = (output: string): string => `\n${output.trim()}\n`

/** Issue 6, "What must be shown", as far as it is built. */
export const items: readonly ShowItem[] = [
  provedBy('scenario 5: 28 people in airplane mode, a clock three days wrong', ['test/office/scenario-5.test.ts'], 1),
  provedBy('two officers at once on the last place, the same application, the same certificate: one wins, the other is told', ['test/office/officers.test.ts'], 3),
  provedBy('sections as data; transfer, pause, withdrawal and drop-out; the tutor’s day', ['src/features/cohorts/sections.test.ts', 'src/features/cohorts/moves.test.ts', 'src/features/tutoring/tutoring.test.ts', 'src/features/tutoring/risk.test.ts'], 20),
  provedBy('every invariant of DOMAIN.md 5.3 over 2,000 random histories by commands (SEED=new: others), officers at once in two processes; the number equals recount.sql each time', ['test/office/invariants.long.test.ts'], 1),
  provedBy('each invariant notices the faults that it is there for: tampered records, tables and numbers', ['test/office/invariants.test.ts'], 2),
  provedBy('results of a call by file number, appeals within working days answered by somebody else, firm results; two officers at once: one is told', ['src/features/calls/results.test.ts'], 6),
  provedBy('a correction of published terms quotes them, is signed and dated, and may only extend the time', ['src/features/calls/errata.test.ts'], 3),
  provedBy('points by published criteria with lots among equals, places reserved for groups and departments; an independent program and docs/lottery.md give the same', ['src/features/calls/score.test.ts', 'src/features/calls/lottery.test.ts', 'src/features/calls/draw.test.ts'], 15),
  provedBy('scenarios 3 and 4: a padrón of 500 rows with 37 errors, and a UBIGEO code without its table', ['test/office/scenario-3.test.ts', 'test/office/scenario-4.test.ts'], 2),
  provedBy('tables in and out: workbooks and CSV of other programs, limits, the four kinds, a stopped server, undoing', ['src/lib/sheet', 'src/features/imports'], 20),
  provedByCommand('import of 20,000 rows with 5 % bad ones against parsing the workbook alone', '<= 10 min and <= 60 × parsing', ['scripts/run.mjs', 'bench/main.ts', 'tables'], (output) => /a padrón of [^|]*\| ([^|]*)/.exec(output)?.[1]?.trim() ?? 'no figure', true),
  provedBy('scenario 11: the target by an addendum, both targets dated; scenario 12: with AI off every workflow works', ['test/office/scenario-11.test.ts', 'test/office/scenario-12.test.ts'], 9),
  provedBy('two officers at once on the same certificates, many in one go: one wins, the other is told', ['src/features/credentials/batch.test.ts'], 4),
  provedBy('a later rule version judges the enrolments from its day on; four counts agree; one cut counted under the rule and a proposal', ['src/features/programmes/recount.test.ts', 'src/features/transparency/versions.test.ts'], 6),
  provedBy('a suppression attacker with every published file, over all pairs, recovers no hidden cell and no narrow bounds', ['test/office/attacker.test.ts'], 5),
  provedBy('grades of fewer than ten persons are held back with a reason; an attacker with every published file of grades counts no small cell', ['src/features/labs/secret'], 8),
  provedBy('scenario 6: dead on 03/05, present on 10/05: excluded, finding opened, restated with a note', ['test/office/scenario-6.test.ts'], 1),
  provedBy('scenario 10: a district with four women is hidden in every file', ['test/office/scenario-10.test.ts'], 4),
  provedBy('K1 to K24 in files, kept by a follower that equals the record; evidence under pseudonyms', ['src/features/figures/figures.test.ts'], 6),
  provedBy('K23 and K24 from the acts of the office: cuts in time, late months, corrections; requests in time, incidents told in 48 hours', ['src/features/releases/counted.test.ts'], 1),
  provedBy('scenario 1: enrolled by DNI in Puno and by RUC 10 in Arequipa, merged from the queue: K1 = 1, both executors see theirs', ['test/office/scenario-1.test.ts'], 1),
  provedBy('scenario 2: PTP, CE, DNI are one person; the certificate is issued again with the new document, K1 the same', ['test/office/scenario-2.test.ts'], 1),
  provedBy('alike records wait in a queue where a person merges, keeps apart and undoes; two officers at once: one is told', ['src/features/people/duplicates.test.ts'], 7),
  provedBy('registries (PIDE) and sign-in providers (ID GOB.PE, ID Perú) against local servers that speak the protocols: two named people, deaths decided by a person', ['src/features/registries', 'src/lib/outbound.test.ts'], 25),
  provedBy('staff and relatives of executing entities are noted and reported apart', ['src/features/people/ties.test.ts'], 2),
  provedBy('requests about data answered in working days, incidents told in 48 hours, both from the record; consents with version, way and dates; a leaver’s work goes to somebody', ['src/features/duties'], 13),
  provedBy('findings of the audit: raised, replied to within ten working days, overdue by the clock, asked again, lifted or confirmed by who did not reply; two at once: one is told; counted in K23 and every cut', ['src/features/findings/findings.test.ts'], 10),
  provedBy("an approver's acts ask for a fresh code of her app", ['src/features/people/fresh-code.test.ts'], 2),
  provedBy('axe and 320 px in both languages over twenty pages of the office; each chart has its table', ['test/office/office.browser.long.test.ts'], 1),
  provedByCommand('npm run pictures -- office: ten main pages at 360 px and 1280 px in docs/screens', 'every page answers and fits', ['scripts/run.mjs', 'scripts/pictures.ts', 'office'], whole, true),
]
