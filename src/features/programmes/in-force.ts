import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import type { Text } from '../../lib/text.ts'
import { readStatements } from '../../record/read.ts'
import type { Stored } from '../../record/statement.ts'
import { programmeOf } from './programmes.ts'
import { extText } from './reading.ts'
import { parseRule, ruleHash, type Rule } from './rule.ts'
import { activityName, VERB } from './vocabulary.ts'

export interface Signature {
  readonly version: string
  readonly hash: string
  /** Uuid of the member of staff. */
  readonly staff: string
  readonly pos: number
  readonly at: Date
  /** The rule file as it was signed; null when the statement's text does not have its hash. */
  readonly yaml: string | null
}

/** A version that two different owners signed, from the second one's position on (rule text, 9). */
export interface SignedRule {
  readonly version: string
  readonly hash: string
  readonly since: number
  readonly at: Date
  readonly rule: Rule
  readonly signatures: readonly Signature[]
}

/** The signatures among `rule-signed` statements, each person's first of a version and hash. */
export function signaturesFrom(statements: readonly Stored[]): Signature[] {
  const found = new Map<string, Signature>()
  for (const s of statements) {
    const hash = extText(s, 'hash')
    if (s.verb !== VERB.ruleSigned || s.authority !== 'command' || s.actor === null || hash === null) continue
    const version = activityName(s.object)
    const text = extText(s, 'rule')
    const yaml = text !== null && ruleHash(text) === hash ? text : null
    const key = `${version} ${hash} ${s.actor}`
    if (!found.has(key)) found.set(key, { version, hash, staff: s.actor, pos: s.pos, at: s.stored, yaml })
  }
  return [...found.values()]
}

/** Every file that came into force, oldest first; `rule` is null when no signature carries the text of the signed hash. */
export function signedRules(signatures: readonly Signature[]): (Omit<SignedRule, 'rule'> & { rule: Rule | null })[] {
  const byFile = new Map<string, Signature[]>()
  for (const s of signatures) byFile.set(`${s.version} ${s.hash}`, [...(byFile.get(`${s.version} ${s.hash}`) ?? []), s])
  return [...byFile.values()].flatMap((same) => {
    const second = same[1]
    const yaml = same.find((s) => s.yaml !== null)?.yaml
    if (!second) return []
    return [{ version: second.version, hash: second.hash, since: second.pos, at: second.at, rule: yaml ? parseRule(yaml) : null, signatures: same }]
  }).sort((a, b) => a.since - b.since)
}

export async function readSignatures(db: Db, tenant: string, upTo?: number): Promise<Signature[]> {
  return signaturesFrom(await readStatements(db, tenant, { verbs: [VERB.ruleSigned], ...(upTo === undefined ? {} : { upTo }) }))
}

/** The rule in force once these signatures are given, with the versions before it; null when there is none, or none that could be read. */
export function ruleFrom(signatures: readonly Signature[]): SignedRule | null {
  const all = signedRules(signatures)
  const last = all.at(-1)
  const rule = withEarlier(all)
  return last && rule ? { ...last, rule } : null
}

function withEarlier(signed: readonly { hash: string; rule: Rule | null }[]): Rule | null {
  const last = signed.at(-1)
  if (!last?.rule || last.rule.from === undefined || signed.length === 1) return last?.rule ?? null
  const before = signed.slice(0, -1)
  const rule = withEarlier(before)
  return rule ? { ...last.rule, earlier: { hash: before.at(-1)?.hash ?? '', rule } } : null
}

/** The rule in force at a position (now, when absent) as the record has it: the file travels with its signatures. */
export async function ruleAt(db: Db, tenant: string, pos?: number): Promise<SignedRule | null> {
  return ruleFrom(await readSignatures(db, tenant, pos))
}

/** The rule in force now with its words, or null: then no call may be published and there is no figure. */
export async function ruleInForce(db: Db, house: Pick<House, 'content'>, tenant: string): Promise<(SignedRule & { text: Text }) | null> {
  const signed = await ruleAt(db, tenant)
  const text = programmeOf(house, tenant)?.rules.find((r) => r.hash === signed?.hash)?.text
  return signed && text ? { ...signed, text } : null
}

/** Refuses files that contradict what was signed; one Error for all programmes. */
export async function checkSignedRules(house: House): Promise<void> {
  const tenants = await house.db.selectFrom('tenant_head').select('tenant').orderBy('tenant').execute()
  const wrong: string[] = []
  for (const { tenant } of tenants) {
    for (const signed of signedRules(await readSignatures(house.db, tenant))) {
      const file = programmeOf(house, tenant)?.rules.find((r) => r.version === signed.version)
      if (file?.hash === signed.hash) continue
      wrong.push(`programmes/${tenant}/rule-${signed.version}.yaml ${file ? `has SHA-256 ${file.hash}` : 'is missing'}, but two owners signed `
        + `${signed.hash} (in force since position ${signed.since}). A signed rule does not change: put the file back (the record holds it, `
        + `rule-signed at position ${signed.signatures[0]?.pos}) and write what is new as the next version.`)
    }
  }
  if (wrong.length > 0) throw new Error(`Signed rules and files differ:\n- ${wrong.join('\n- ')}`)
}
