import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import type { House } from '../../feature.ts'
import { derive } from '../../lib/keys.ts'
import { ED25519, signatureLine, signerOf, type NoteSigner } from '../../lib/tlog/note.ts'
import { readStatements } from '../../record/read.ts'
import { readExt } from '../../record/statement.ts'
import { papersOfAgents } from '../credentials/index.ts'
import { textsOf } from '../duties/index.ts'
import { claimsOf, personOf, profileOf } from '../people/index.ts'
import { handedInBy } from '../products/index.ts'
import type { Audit } from './audit.ts'
import type { AuditPerson } from './audit-person.ts'
import { chainOf } from './chain.ts'
import { failsOf } from './contact.ts'
import { agentsOf } from './frame.ts'
import { sha256 } from './sample.ts'
import { AUDIT_VERB } from './statements.ts'

export const PACK_FORMAT = 'yachay-evidence-pack-1'

/** The key that signs packs: of this installation, under a name of its own, so that no signature of a log is ever one of a pack. */
export function packSigner(house: Pick<House, 'keys' | 'config'>, tenant: string): NoteSigner {
  return signerOf(`${house.config.publicUrl.replace(/^https?:\/\//, '')}/p/${tenant}/audits`, ED25519, derive(house.keys, 'log', 'evidence packs'))
}

interface PackFile { readonly path: string; readonly bytes: Uint8Array }

const json = (value: unknown): Uint8Array => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
const lines = (rows: readonly unknown[]): Uint8Array => Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))

/** What there is of one person, file by file: no more than one is in memory. */
async function* filesOf(house: House, audit: Audit, hers: AuditPerson, agent: string): AsyncGenerator<PackFile> {
  const { tenant } = audit
  const folder = `${String(hers.place).padStart(3, '0')}-${hers.pseudonym}`
  const chain = await chainOf(house, tenant, agent, audit.cut)
  yield { path: `${folder}/acts.jsonl`, bytes: lines(chain.statements.map(({ pos, stored, happened, id, actor, verb, object, registration, authority, statement }) => ({ pos, id, stored, happened, actor, verb, object, registration, authority, statement }))) }
  yield { path: `${folder}/chain.json`, bytes: json({ pseudonym: hers.pseudonym, place: hers.place, cut: audit.cut, evaluation: chain.evaluation, traces: Object.fromEntries(chain.traces) }) }
  yield { path: `${folder}/person.json`, bytes: json(await personIn(house, tenant, agent)) }
  for await (const paper of papersOfAgents(house, tenant, chain.agents)) {
    const { credential, kind, state, issued } = paper
    yield { path: `${folder}/certificates/${credential}.json`, bytes: json({ credential, kind, state, issued, signed: paper.signed }) }
    if (paper.pdf) yield { path: `${folder}/certificates/${credential}.pdf`, bytes: paper.pdf }
  }
  for await (const work of handedInBy(house, tenant, chain.agents)) {
    yield { path: `${folder}/products/${work.id}.json`, bytes: json({ id: work.id, attempt: work.attempt, submitted: work.submitted, text: work.text }) }
    for (const [i, picture] of work.pictures.entries()) yield { path: `${folder}/products/${work.id}-${i + 1}.webp`, bytes: picture }
  }
  const words = hers.judgement === null ? [] : await textsOf(house, house.db, hers.judgement)
  yield { path: `${folder}/judgement.json`, bytes: json({ fails: failsOf(hers), judged: hers.judged, judgedBy: hers.judged_by, words: words.map((t) => t.text), calls: hers.calls }) }
}

/** Her name and documents; of somebody erased there is nothing. No phone: who audits does not call. */
async function personIn(house: House, tenant: string, agent: string): Promise<object> {
  const person = await personOf(house.db, tenant, agent)
  const profile = person && await profileOf(house, house.db, person)
  if (!person || !profile) return { erased: true }
  const documents = (await claimsOf(house, house.db, person)).map(({ document: { type, number, country }, added }) => ({ type, number, country, added }))
  return { name: profile.name, born: profile.born, documents }
}

/**
 * A zip of what there is of some persons of a sample, in pieces as it is made. Last come `index.json` with the SHA-256 of every file, and
 * `index.note`, a signed note (C2SP) of the index's own hash. `npm run sample -- --pack` checks it.
 */
export async function* packOf(house: House, audit: Audit, persons: readonly AuditPerson[], by: string): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    ready.push(piece)
  })
  const add = ({ path, bytes }: PackFile): void => {
    const squeezed = /\.(pdf|webp)$/.test(path)
    const entry = squeezed ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 })
    // Of the moment it was frozen: the same files make the same zip, and zip knows no time zones.
    entry.mtime = audit.frozen
    zip.add(entry)
    entry.push(bytes, true)
  }
  const taken = function* (): Generator<Uint8Array> {
    const now = ready
    ready = []
    yield* now
  }
  const listed: { path: string; sha256: string; bytes: number }[] = []
  const agents = await agentsOf(house.db, audit.audit, persons.map((one) => one.pseudonym))
  for (const hers of persons) {
    for await (const file of filesOf(house, audit, hers, known(agents, hers))) {
      listed.push({ path: file.path, sha256: sha256(file.bytes), bytes: file.bytes.length })
      add(file)
      yield* taken()
    }
  }
  const acts = { path: 'audit.jsonl', bytes: lines(await actsOf(house, audit, new Set(persons.map((one) => one.pseudonym)))) }
  listed.push({ path: acts.path, sha256: sha256(acts.bytes), bytes: acts.bytes.length })
  add(acts)
  const index = json({
    format: PACK_FORMAT, programme: audit.tenant, audit: audit.audit, number: audit.number, cut: audit.release, position: audit.cut,
    frame: { sha256: audit.frame, persons: audit.persons }, value: audit.value, sample: { sha256: audit.sample_hash, persons: audit.size },
    made: house.clock().toISOString(), takenBy: by, persons: persons.map(({ place, pseudonym }) => ({ place, pseudonym })), files: listed,
  })
  add({ path: 'index.json', bytes: index })
  const text = `${PACK_FORMAT}\n${audit.tenant}\n${audit.audit}\n${sha256(index)}\n`
  add({ path: 'index.note', bytes: Buffer.from(`${text}\n${signatureLine(text, packSigner(house, audit.tenant))}`) })
  zip.end()
  yield* taken()
}

/** The acts of the audit itself, as far as they are about these persons. */
async function actsOf(house: House, { tenant, audit, pos }: Audit, pseudonyms: ReadonlySet<string>): Promise<object[]> {
  const found = await readStatements(house.db, tenant, { after: pos - 1, verbs: Object.values(AUDIT_VERB) })
  return found.filter((s) => s.object.endsWith(`/audits/${audit}`)).filter((s) => {
    const about = readExt(s.statement, 'sampled')
    return about === undefined || pseudonyms.has(String(about))
  }).map(({ pos: at, stored, statement }) => ({ pos: at, stored, statement }))
}

function known(agents: ReadonlyMap<string, string>, { pseudonym }: AuditPerson): string {
  const agent = agents.get(pseudonym)
  if (agent === undefined) throw new Error(`the frame no longer says whose ${pseudonym} is`)
  return agent
}
