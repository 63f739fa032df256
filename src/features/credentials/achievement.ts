import { z } from 'zod'
import { alignments } from './alignment.ts'
import { CREDENTIALS_V2, OPEN_BADGES_3 } from '../../lib/vc/contexts.ts'
import { Proof } from '../../lib/vc/data-integrity.ts'
import type { Kind } from './statements.ts'
import { statusUrl } from './status-list.ts'

/** What a certificate says, gathered from the record at the moment of issue. */
export interface Issue {
  readonly publicUrl: string
  readonly issuer: string
  readonly tenant: string
  /** In Spanish: the legal text of a Peruvian certificate is. */
  readonly programme: string
  readonly trial: boolean
  readonly kind: Kind
  readonly credential: string
  readonly serial: string
  readonly name: string
  readonly at: Date
  /** Minutes of work that the rule counted; printed in minutes and hours. */
  readonly minutes: number
  /** What a certificado proves; a constancia proves no marks. */
  readonly proven: Proven | null
  /** Which rule found the person ready. */
  readonly rule: { readonly version: string; readonly hash: string; readonly narrative: string }
  readonly competencies: readonly string[]
  /** Statements that the rule relied on: digests of their text, so that an auditor can match them and nobody else can. */
  readonly evidence: readonly { readonly digest: string; readonly name: string }[]
  readonly statusIndex: number
}

export interface Proven {
  /** 0–20 */
  readonly quiz: number
  /** 0–20 */
  readonly product: number
  readonly labs: readonly string[]
}

const text = (most: number) => z.string().min(1).max(most)
const uri = z.string().regex(/^[a-z][a-z0-9+.-]*:\S+$/i).max(500)

const StatusEntry = z.strictObject({
  id: uri, type: z.literal('BitstringStatusListEntry'), statusPurpose: z.enum(['revocation', 'suspension']),
  statusListIndex: z.string().regex(/^\d{1,10}$/), statusListCredential: uri,
})

const Description = z.strictObject({
  id: uri, type: z.tuple([z.literal('ResultDescription')]), name: text(200), resultType: z.enum(['RawScore', 'Result', 'Status']),
  valueMin: text(20).optional(), valueMax: text(20).optional(), requiredValue: text(20).optional(),
})

const Subject = z.strictObject({
  type: z.tuple([z.literal('AchievementSubject')]),
  /** Our serial. */
  licenseNumber: text(19),
  identifier: z.tuple([z.strictObject({
    type: z.literal('IdentityObject'), hashed: z.literal(false), identityHash: text(200), identityType: z.literal('name'),
  })]),
  achievement: z.strictObject({
    id: uri, type: z.tuple([z.literal('Achievement')]), achievementType: z.enum(['Certificate', 'Course']), inLanguage: z.literal('es-PE'),
    name: text(300), description: text(1000), criteria: z.strictObject({ id: uri, narrative: text(3000) }),
    alignment: z.array(z.strictObject({
      type: z.tuple([z.literal('Alignment')]), targetCode: text(20), targetName: text(200), targetFramework: text(200), targetUrl: uri,
    })).max(50),
    resultDescription: z.array(Description).max(20),
  }),
  result: z.array(z.strictObject({
    type: z.tuple([z.literal('Result')]), resultDescription: uri, value: text(20).optional(), status: z.enum(['Completed']).optional(),
  })).max(20),
})

/** The exact shape of the credentials we issue (Open Badges 3.0 AchievementCredential over VC 2.0); nothing unsaid may stand in one. */
export const Credential = z.strictObject({
  '@context': z.tuple([z.literal(CREDENTIALS_V2), z.literal(OPEN_BADGES_3)]),
  id: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
  type: z.tuple([z.literal('VerifiableCredential'), z.literal('OpenBadgeCredential'), z.literal('AchievementCredential')]),
  name: text(300),
  issuer: z.strictObject({ id: uri, type: z.tuple([z.literal('Profile')]), name: text(300), url: uri }),
  validFrom: z.iso.datetime(),
  validUntil: z.iso.datetime().optional(),
  credentialSubject: Subject,
  evidence: z.array(z.strictObject({ id: uri, type: z.tuple([z.literal('Evidence')]), name: text(200) })).max(100),
  // One, as Open Badges 3.0 allows; certificates from before 2026-11-24 have two, one a list.
  credentialStatus: z.union([StatusEntry, z.array(StatusEntry).length(2)]),
  proof: z.tuple([Proof]),
})
export type Credential = z.infer<typeof Credential>
export type UnsignedCredential = Omit<Credential, 'proof'>

const KIND_NAME = { certificado: 'Certificado', constancia: 'Constancia de participación' } as const

/** «Certificado de prueba: Piloto: …» */
export function achievementName(issue: Pick<Issue, 'kind' | 'trial' | 'programme'>): string {
  return `${KIND_NAME[issue.kind]}${issue.trial ? ' de prueba' : ''}: ${issue.programme}`
}

/** The short form for the QR: «Certificado de prueba, piloto». */
export function shortAchievement(issue: Pick<Issue, 'kind' | 'trial' | 'tenant'>): string {
  return `${issue.kind === 'certificado' ? 'Certificado' : 'Constancia'}${issue.trial ? ' de prueba' : ''}, ${issue.tenant}`
}

/** The credential before it is signed. */
export function credentialOf(issue: Issue): UnsignedCredential {
  const achievement = `${issue.publicUrl}/p/${issue.tenant}#${issue.kind}`
  const results = resultsOf(issue, achievement)
  return {
    '@context': [CREDENTIALS_V2, OPEN_BADGES_3],
    id: `urn:uuid:${issue.credential}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential', 'AchievementCredential'],
    name: achievementName(issue),
    issuer: { id: issue.issuer, type: ['Profile'], name: `Yachay, ${issue.programme}`, url: `${issue.publicUrl}/p/${issue.tenant}` },
    validFrom: issue.at.toISOString(),
    credentialSubject: {
      type: ['AchievementSubject'],
      licenseNumber: issue.serial,
      identifier: [{ type: 'IdentityObject', hashed: false, identityHash: issue.name, identityType: 'name' }],
      achievement: {
        id: achievement, type: ['Achievement'], achievementType: issue.kind === 'certificado' ? 'Certificate' : 'Course', inLanguage: 'es-PE',
        name: achievementName(issue), description: descriptionOf(issue),
        criteria: { id: `${issue.publicUrl}/p/${issue.tenant}#${issue.rule.version}`, narrative: `${issue.rule.narrative} Regla ${issue.rule.version}, SHA-256 ${issue.rule.hash}.` },
        alignment: alignments(issue.competencies),
        resultDescription: results.map((r) => r.description),
      },
      result: results.map((r) => r.result),
    },
    evidence: issue.evidence.map((e) => ({ id: `ni:///sha-256;${e.digest}`, type: ['Evidence'], name: e.name })),
    credentialStatus: statusEntry(issue),
  }
}

/** The same achievement of the same person under her corrected name: a new credential in all that identifies one. */
export function corrected(
  { proof: _proof, ...old }: Credential, to: Pick<Issue, 'publicUrl' | 'issuer' | 'credential' | 'serial' | 'name' | 'at' | 'statusIndex'>,
): UnsignedCredential {
  return {
    ...old,
    id: `urn:uuid:${to.credential}`,
    issuer: { ...old.issuer, id: to.issuer },
    validFrom: to.at.toISOString(),
    credentialSubject: {
      ...old.credentialSubject, licenseNumber: to.serial,
      identifier: [{ type: 'IdentityObject', hashed: false, identityHash: to.name, identityType: 'name' }],
    },
    credentialStatus: statusEntry(to),
  }
}

function descriptionOf(issue: Issue): string {
  const what = issue.kind === 'certificado'
    ? 'Certifica lo que la persona aprendió y demostró: identidad comprobada, estudio, prueba, laboratorio y un producto propio calificado por una persona.'
    : 'Deja constancia de que la persona participó. No certifica notas ni aprobación.'
  const trial = issue.trial ? 'Es de un programa de prueba: no tiene valor oficial. ' : ''
  return trial + what
}

type Description = UnsignedCredential['credentialSubject']['achievement']['resultDescription'][number]
type Result = UnsignedCredential['credentialSubject']['result'][number]

function resultsOf(issue: Issue, achievement: string): { description: Description; result: Result }[] {
  const one = (id: string, name: string, value: number, range: Partial<Description>): { description: Description; result: Result } => ({
    description: { id: `${achievement}-${id}`, type: ['ResultDescription'], name, resultType: 'RawScore', ...range },
    result: { type: ['Result'], resultDescription: `${achievement}-${id}`, value: String(value) },
  })
  const minutes = one('minutos', 'Minutos de trabajo contados por la regla', issue.minutes, { resultType: 'Result', valueMin: '0' })
  if (!issue.proven) return [minutes]
  const vigesimal = { valueMin: '0', valueMax: '20' }
  return [
    minutes,
    one('prueba', 'Nota de la prueba, de 0 a 20', issue.proven.quiz, vigesimal),
    one('producto', 'Nota del producto, de 0 a 20', issue.proven.product, vigesimal),
    ...issue.proven.labs.map((lab) => ({
      description: { id: `${achievement}-laboratorio-${lab}`, type: ['ResultDescription'] as ['ResultDescription'], name: `Laboratorio ${lab}`, resultType: 'Status' as const },
      result: { type: ['Result'] as ['Result'], resultDescription: `${achievement}-laboratorio-${lab}`, status: 'Completed' as const },
    })),
  ]
}

/** Where others ask whether it may be accepted now (decision 0188 says why in this list): suspended, revoked and replaced ones are in it. */
function statusEntry(issue: Pick<Issue, 'publicUrl' | 'statusIndex'>): z.infer<typeof StatusEntry> {
  const { list, bit } = statusUrl(issue.publicUrl, 'suspension', issue.statusIndex)
  return { id: `${list}#${bit}`, type: 'BitstringStatusListEntry', statusPurpose: 'suspension', statusListIndex: String(bit), statusListCredential: list }
}
