import { CREDENTIALS_V1, CREDENTIALS_V2 } from './contexts.ts'
import { fault, isObject, isUrl, PROBLEM, several, type Fault, type Json, type JsonObject } from './faults.ts'
import { instantOf, isDateTimeStamp } from './instant.ts'
import { relatedFaults } from './related.ts'

const wrong = (name: Parameters<typeof fault>[1], where = ''): Fault => fault(PROBLEM.malformed, name, where)
/** More of a kind than this in one credential is nobody's honest work. */
const MOST = 50

/**
 * The checks of the W3C VC Data Model 2.0 that a JSON-LD library leaves out: everything the specification asks of the values of a
 * verifiable credential, in order; empty when all is well. What the words mean (section 4.3) is asked of JSON-LD elsewhere.
 */
export function credentialFaults(given: Json | undefined): Fault[] {
  if (!isObject(given)) return [fault(PROBLEM.parsing, 'notObject')]
  const early = contextFaults(given)
  if (early.length > 0) return early
  if (hasType(given, 'EnvelopedVerifiableCredential')) return [wrong('enveloped')]
  return [
    ...idFaults(given.id, 'id'), ...typeFaults(given, 'VerifiableCredential', 'typeWrong'),
    ...textFaults(given, ''), ...issuerFaults(given.issuer), ...dateFaults(given), ...subjectFaults(given.credentialSubject),
    ...partFaults(given, 'credentialStatus'), ...partFaults(given, 'credentialSchema', true), ...partFaults(given, 'refreshService'),
    ...partFaults(given, 'termsOfUse'), ...partFaults(given, 'evidence'), ...partFaults(given, 'renderMethod'), ...partFaults(given, 'confidenceMethod'),
    ...partFaults(given, 'proof'), ...relatedFaults(given.relatedResource),
  ]
}

/** The same for a verifiable presentation (section 4.13), without its credentials. */
export function presentationFaults(given: Json | undefined): Fault[] {
  if (!isObject(given)) return [fault(PROBLEM.parsing, 'notObject')]
  const early = contextFaults(given)
  if (early.length > 0) return early
  if (hasType(given, 'EnvelopedVerifiablePresentation')) return [wrong('enveloped')]
  const inner = several(given.verifiableCredential)
  return [
    ...idFaults(given.id, 'id'), ...typeFaults(given, 'VerifiablePresentation', 'presentationType'),
    ...(given.holder === undefined ? [] : isUrl(given.holder) || (isObject(given.holder) && isUrl(given.holder.id)) ? [] : [wrong('notUrl', 'holder')]),
    ...(inner.length > MOST ? [wrong('tooMany', 'verifiableCredential')] : []),
    ...inner.flatMap((v, i) => (isObject(v) ? [] : [wrong('mustBeObject', `verifiableCredential[${i}]`)])),
    ...partFaults(given, 'termsOfUse'), ...partFaults(given, 'proof'),
  ]
}

/** Whether `type` names it. */
export function hasType(given: JsonObject, type: string): boolean {
  return several(given.type).includes(type)
}

/** The issuer's identifier, bare or in an object. */
export function issuerOf(given: JsonObject): string | null {
  const id = isObject(given.issuer) ? given.issuer.id : given.issuer
  return typeof id === 'string' ? id : null
}

function contextFaults(given: JsonObject): Fault[] {
  const contexts = given['@context']
  const first = Array.isArray(contexts) ? (contexts as readonly Json[])[0] : contexts
  if (first === CREDENTIALS_V1) return [wrong('versionOne')]
  if (!Array.isArray(contexts) || first !== CREDENTIALS_V2) return [wrong('contextOrder')]
  return (contexts as readonly Json[]).every((c) => isObject(c) || isUrl(c)) ? [] : [wrong('contextItem')]
}

function idFaults(id: Json | undefined, where: string): Fault[] {
  return id === undefined || isUrl(id) ? [] : [wrong('notUrl', where)]
}

function typeFaults(given: JsonObject, needed: string, name: 'typeWrong' | 'presentationType'): Fault[] {
  const types = several(given.type)
  if (types.length === 0) return [wrong('typeMissing', 'type')]
  return types.every((t) => typeof t === 'string' && t !== '') && types.includes(needed) ? [] : [wrong(name)]
}

/** Each value of a property has a type (sections 4.10, 4.11, 5.4 to 5.6, 5.10); its id, where it has one or must, is a URL. */
function partFaults(given: JsonObject, name: string, needsId = false): Fault[] {
  if (given[name] === undefined) return []
  const values = several(given[name])
  if (values.length > MOST) return [wrong('tooMany', name)]
  if (values.length === 0) return [wrong('mustBeObject', name)]
  return values.flatMap((value, i) => {
    const where = values.length > 1 ? `${name}[${i}]` : name
    if (!isObject(value)) return [wrong('mustBeObject', where)]
    const types = several(value.type)
    const typed = types.length > 0 && types.every((t) => typeof t === 'string' && t !== '')
    const id = value.id === undefined && needsId ? [wrong('missing', `${where}.id`)] : idFaults(value.id, `${where}.id`)
    return typed ? id : [wrong('typeMissing', where), ...id]
  })
}

function issuerFaults(issuer: Json | undefined): Fault[] {
  if (issuer === undefined || issuer === null) return [wrong('missing', 'issuer')]
  if (isUrl(issuer)) return []
  if (!isObject(issuer)) return [wrong('notUrl', 'issuer')]
  return [...(isUrl(issuer.id) ? [] : [wrong('notUrl', 'issuer.id')]), ...textFaults(issuer, 'issuer.')]
}

function dateFaults(given: JsonObject): Fault[] {
  const faults = (['validFrom', 'validUntil'] as const).filter((name) => given[name] !== undefined && !isDateTimeStamp(given[name])).map((name) => wrong('notDate', name))
  const [from, until] = [instantOf(given.validFrom), instantOf(given.validUntil)]
  return from !== null && until !== null && until < from ? [...faults, fault(PROBLEM.range, 'dateOrder')] : faults
}

function subjectFaults(subject: Json | undefined): Fault[] {
  const subjects = several(subject)
  if (subjects.length === 0) return [wrong('missing', 'credentialSubject')]
  if (subjects.length > MOST) return [wrong('tooMany', 'credentialSubject')]
  return subjects.flatMap((one, i) => {
    const where = subjects.length > 1 ? `credentialSubject[${i}]` : 'credentialSubject'
    if (!isObject(one)) return [wrong('mustBeObject', where)]
    if (Object.keys(one).length === 0) return [wrong('subjectEmpty', where)]
    return idFaults(one.id, `${where}.id`)
  })
}

/** name and description: a text, or language value objects (sections 4.6 and 11.1). */
function textFaults(given: JsonObject, before: string): Fault[] {
  return (['name', 'description'] as const).filter((name) => given[name] !== undefined && !isLanguageText(given[name])).map((name) => wrong('notText', before + name))
}

function isLanguageText(value: Json | undefined): boolean {
  const values = several(value)
  return values.length > 0 && values.length <= MOST && values.every((v) => {
    if (typeof v === 'string') return true
    if (!isObject(v) || typeof v['@value'] !== 'string') return false
    const language = v['@language']
    return Object.keys(v).every((k) => k === '@value' || k === '@language' || k === '@direction')
      && (language === undefined || (typeof language === 'string' && /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(language)))
      && (v['@direction'] === undefined || v['@direction'] === 'ltr' || v['@direction'] === 'rtl')
  })
}
