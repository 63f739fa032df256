import { figure as covered } from '../../test/lrs/requirements/table.ts'
import { command, provedBy, provedByCommand, type ShowItem } from './item.ts'

const lastLine = (output: string): string => output.trim().split('\n').at(-1) ?? ''
const whole = (output: string): string => `\n${output.trim()}\n`

/** A benchmark or a soak: its own lines are the figure. */
const measured = (item: string, target: string, args: readonly string[]): ShowItem => provedByCommand(item, target, ['scripts/run.mjs', ...args], whole, true)

const REQUIREMENTS = ['test/lrs/requirements', 'test/lrs/conformance', 'test/lrs/validation', 'src/record']

/** Issue 4, "What must be shown", in its order; then the parts of "What to build" that it does not name. */
export const items: readonly ShowItem[] = [
  {
    item: 'requirement table: each row names its test, and those tests pass (docs/xapi-requirements.md)', target: 'all pass; what is not covered says why', files: REQUIREMENTS,
    run: async () => {
      const { output, code } = await command(['scripts/test.mjs', ...REQUIREMENTS])
      return { figure: `${covered()}; ${lastLine(output)}`, met: code === 0, detail: output.slice(-4000) }
    },
  },
  provedByCommand('npm run mutate: each validation check taken out is noticed', 'every one', ['scripts/run.mjs', 'scripts/mutate.ts'], lastLine),
  provedBy('independent clients from npm on a running server: @xapi/xapi (axios, fetch; 1.0.3, 2.0.0), tincanjs, @xapi/cmi5 by a fetch URL', ['test/lrs/clients'], 30),
  measured('npm run bench -- record: writes and reads against the bare database', '>= 0.6 single, >= 0.7 batches, p99 < 25 ms, reads <= 1.5x', ['bench/main.ts', 'record']),
  measured('npm run soak -- --minutes 10: two processes at full load, killed in turn', 'memory flat, nothing lost or doubled, same answers', ['scripts/soak.ts', '--minutes', '10']),
  provedBy('properties over HTTP by the ten thousand, from a new seed on every run: valid, broken, equal ones twice, garbage', ['test/lrs/properties.long.test.ts'], 4),
  provedBy('one programme reads nothing of another by filter, more link, id, attachment, document, feed, token', ['test/lrs/isolation.test.ts'], 9),
  provedBy('scopes for every resource and method; our verbs and what we recorded stay closed', ['test/lrs/scopes.test.ts'], 6),
  provedBy('clients: keys, OAuth 2 client credentials, rates, the office page', ['src/features/clients/clients.test.ts', 'src/features/clients/oauth.test.ts', 'src/lib/bucket.test.ts', 'src/features/clients/office.test.ts', 'src/features/clients/clients.browser.long.test.ts'], 30),
  provedBy('documents: fifty conditional changes from two processes, one wins; nothing left of an erased person', ['src/record/xapi/documents.test.ts', 'src/record/xapi/documents-erased.test.ts'], 10),
  provedBy('attachments to the byte, hashes checked, signed statements verified', ['src/record/xapi/multipart.test.ts', 'src/record/xapi/attachments.test.ts', 'src/record/xapi/attachment-files.test.ts', 'src/record/xapi/write-attachments.test.ts', 'src/record/xapi/signature.test.ts'], 30),
  provedBy('change feed: never skips, never repeats, across writers, restarts, restore', ['test/lrs/feed.test.ts'], 9),
  provedBy('the feed across a failover to a standby', ['test/lrs/feed.long.test.ts'], 1),
  provedBy('two processes on one PostgreSQL; rebuild and swap while writes go on', ['test/lrs/processes.long.test.ts'], 5),
  provedBy('rolling upgrade from the version before, and the way back: nothing lost; whose tables are not in charge says 503, later', ['test/lrs/upgrade.long.test.ts'], 2),
  provedBy('the xAPI Profile: every statement we write validates against it', ['test/lrs/profile'], 12),
  provedBy('OpenAPI from the same schemas, answers as it says, a page to try it', ['test/lrs/openapi', 'src/features/integrators', 'src/features/integrators/integrators.browser.long.test.ts'], 30),
  provedBy('erasure and backup take along what other programs stored', ['scripts/backup/backup.test.ts', 'src/features/people/own-data.test.ts', 'src/record/xapi/read-one.test.ts'], 12),
]
