import type { Credential } from './achievement.ts'

/** What a paper tells people, read back from the signed text. */
export interface Told {
  readonly name: string
  readonly achievement: string
  readonly issuer: string
  readonly trial: boolean
  readonly at: Date
  readonly serial: string
  readonly minutes: number
  readonly quiz: string | null
  readonly product: string | null
  readonly labs: readonly string[]
}

export function toldBy({ issuer, validFrom, credentialSubject: subject }: Credential): Told {
  const valueOf = (id: string): string | null => subject.result.find((r) => r.resultDescription.endsWith(`-${id}`))?.value ?? null
  return {
    name: subject.identifier[0].identityHash,
    achievement: subject.achievement.name,
    issuer: issuer.name,
    trial: / de prueba: /.test(subject.achievement.name),
    at: new Date(validFrom),
    serial: subject.licenseNumber,
    minutes: Number(valueOf('minutos') ?? 0),
    quiz: valueOf('prueba'), product: valueOf('producto'),
    labs: subject.result.flatMap((r) => (r.status === 'Completed' ? [r.resultDescription.split('-laboratorio-').at(-1) ?? ''] : [])),
  }
}

/** «v1», from the address of the criteria. */
export function ruleVersionOf({ credentialSubject }: Credential): string {
  return credentialSubject.achievement.criteria.id.split('#').at(-1) ?? ''
}
