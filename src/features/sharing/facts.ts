import type { House } from '../../feature.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { CREDENTIALS_V2, OPEN_BADGES_3 } from '../../lib/vc/contexts.ts'
import { addProof } from '../../lib/vc/data-integrity.ts'
import { dayText, durationText, presentIssuer, type Papers, type Told } from '../credentials/index.ts'
import { FACT, SAYS } from './words.ts'

/** What she may choose to show. What kind of paper of which programme it is, and whether it is in force, is always told: without it the rest says nothing. */
export const FACTS = ['name', 'date', 'minutes', 'quiz', 'product', 'labs', 'serial'] as const
export type Fact = (typeof FACTS)[number]

export function isFact(text: string): text is Fact {
  return (FACTS as readonly string[]).includes(text)
}

/** Those that a paper holds: a constancia has no marks. */
export function factsIn(told: Told): Fact[] {
  return FACTS.filter((fact) => (fact === 'quiz' || fact === 'product' ? told[fact] !== null : fact !== 'labs' || told.labs.length > 0))
}

/** The chosen facts as label and value, in the order of FACTS. */
export function factRows(told: Told, chosen: readonly Fact[], lang: Lang): { readonly label: Text; readonly value: string }[] {
  const value: Record<Fact, () => string> = {
    name: () => told.name, date: () => dayText(told.at), minutes: () => durationText(told.minutes, lang), serial: () => told.serial,
    quiz: () => say(SAYS.of20, lang, { mark: told.quiz ?? '' }), product: () => say(SAYS.of20, lang, { mark: told.product ?? '' }), labs: () => told.labs.join(', '),
  }
  return factsIn(told).filter((fact) => chosen.includes(fact)).map((fact) => ({ label: FACT[fact], value: value[fact]() }))
}

const RESULT: Partial<Record<Fact, string>> = { minutes: 'minutos', quiz: 'prueba', product: 'producto', labs: 'laboratorio-' }

/**
 * A signed credential of just those facts, in the words of Open Badges 3.0, valid until the link ends. It calls itself no badge: one
 * exists only upon an approval. It points at the same places of the status lists as her paper: revoking that revokes this. Unless she
 * chose her name, its subject is the link itself.
 */
export async function factsCredential(house: House, papers: Papers, link: { readonly id: string; readonly facts: readonly Fact[]; readonly ends: Date }): Promise<object> {
  const { credential } = papers
  const { credentialSubject: subject } = credential
  const { achievement } = subject
  const issuer = presentIssuer(house)
  const at = house.clock()
  const shows = (fact: Fact): boolean => link.facts.includes(fact)
  const wanted = link.facts.flatMap((fact) => RESULT[fact] ?? [])
  const isWanted = (id: string): boolean => wanted.some((part) => id.slice(achievement.id.length + 1).startsWith(part))
  const unsigned = {
    '@context': [CREDENTIALS_V2, OPEN_BADGES_3],
    id: `urn:uuid:${link.id}`,
    type: ['VerifiableCredential'],
    name: credential.name,
    description: SAYS.onlyChosen.es,
    issuer: { ...credential.issuer, id: issuer.did },
    // The day of issue is a fact of its own: without it the paper's age stays hers.
    validFrom: shows('date') ? credential.validFrom : at.toISOString(),
    validUntil: link.ends.toISOString(),
    credentialSubject: {
      id: `urn:uuid:${link.id}`,
      type: ['AchievementSubject'],
      ...(shows('serial') ? { licenseNumber: subject.licenseNumber } : {}),
      ...(shows('name') ? { identifier: subject.identifier } : {}),
      achievement: {
        id: achievement.id, type: achievement.type, achievementType: achievement.achievementType, inLanguage: achievement.inLanguage, name: achievement.name,
        description: achievement.description, criteria: achievement.criteria, resultDescription: achievement.resultDescription.filter((r) => isWanted(r.id)),
      },
      result: subject.result.filter((r) => isWanted(r.resultDescription)),
    },
    credentialStatus: credential.credentialStatus,
  }
  return addProof(unsigned, issuer.signer, at.toISOString())
}
