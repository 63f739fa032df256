import type { JSX } from 'preact'
import type { Db } from '../../lib/database.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { whole } from '../../web/charts/figure.tsx'
import { readStatements } from '../../record/read.ts'
import { activity, VERB } from '../programmes/index.ts'
import { publishedHead } from './checkpoints.ts'
import { entriesAbout } from './proof.ts'
import { LOG } from './words.ts'

/** How a certificate stands in the log; `waiting`: it was issued since the newest head was signed. */
export type InLog =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'entered'; readonly proof: string; readonly issued: number; readonly later: readonly { readonly n: number; readonly verb: string }[]; readonly made: Date; readonly witnesses: number }

/** Null: the record has no issue of it that can be opened: a log that is not there yet, or a person who was erased. */
export async function certificateInLog(db: Db, tenant: string, credential: string): Promise<InLog | null> {
  const { id } = activity(tenant, 'credentials', credential)
  const [issue] = await readStatements(db, tenant, { among: [id], verbs: [VERB.issued], limit: 1 })
  if (!issue) return null
  const salt = await db.selectFrom('log_salt').select('salt').where('tenant', '=', tenant).where('agent', '=', issue.actor ?? '').executeTakeFirst()
  if (salt && salt.salt === null) return null
  const head = await publishedHead(db, tenant)
  const [issued, ...later] = head ? await entriesAbout(db, tenant, 'credentials', credential, head.size) : []
  if (!head || issued?.act.verb !== VERB.issued) return { kind: 'waiting' }
  return {
    kind: 'entered', proof: `/p/${tenant}/log/proof/certificate/${credential}`, issued: issued.n, later: later.map(({ n, act }) => ({ n, verb: act.verb })),
    made: head.made, witnesses: head.lines.length,
  }
}

const LATER: Readonly<Record<string, Text>> = { [VERB.revoked]: LOG.revokedEntry, [VERB.suspended]: LOG.suspendedEntry, [VERB.reinstated]: LOG.reinstatedEntry, [VERB.superseded]: LOG.supersededEntry }

/** For the page that checks a certificate: which entry it is, what came after it, who saw it, and the proof as a file. */
export function CertificateInLog({ found, lang }: { found: InLog | null; lang: Lang }): JSX.Element | null {
  if (!found) return null
  const day = (at: Date): string => new Intl.DateTimeFormat(lang === 'es' ? 'es-PE' : 'en', { timeZone: 'America/Lima', dateStyle: 'long' }).format(at)
  return (
    <section id="log">
      <h2>{say(LOG.inLog, lang)}</h2>
      {found.kind === 'waiting' ? <p>{say(LOG.waitingEntry, lang)}</p> : (
        <>
          <p>
            {say(LOG.issuedEntry, lang, { n: whole(found.issued, lang) })}{' '}
            {found.later.map(({ n, verb }) => `${say(LATER[verb] ?? LOG.laterEntry, lang, { n: whole(n, lang) })} `)}
            {say(found.witnesses === 0 ? LOG.underHeadUnseen : found.witnesses === 1 ? LOG.underHeadOne : LOG.underHead, lang, { date: day(found.made), k: whole(found.witnesses, lang) })}
          </p>
          <p><a class="button quiet" href={found.proof} download>{say(LOG.proofFile, lang)}</a></p>
          <p class="quiet-text">{say(LOG.proofHow, lang)} <code class="break">npm run audit -- --proof {'<archivo>'}</code></p>
        </>
      )}
    </section>
  )
}
