// The forms that xAPI demands of texts. Every expression below runs in linear time: texts come from outside.

// Letters outside ASCII are what makes an IRI of a URI; what RFC 3987 never allows unescaped is refused, and so is half a surrogate pair.
const IRI = /^[A-Za-z][A-Za-z0-9+.-]*:(?:[^\p{Cc}\p{Cs}\s"<>\\^`{|}%]|%[0-9A-Fa-f]{2})+$/u

/** An IRI with its scheme (RFC 3987), as far as it can be told without knowing the scheme. */
export function isIri(value: string): boolean {
  return IRI.test(value)
}

// One address: no second one after a comma, no ?subject=, no name in brackets.
const MAILTO = /^mailto:[^\p{Cc}\p{Cs}\s@?#,:;<>()[\]"\\]+@(?:[^\p{Cc}\p{Cs}\s@?#,:;<>()[\]"\\.]+(?:\.[^\p{Cc}\p{Cs}\s@?#,:;<>()[\]"\\.]+)*|\[[0-9A-Fa-f.:]+\])$/u

/** `mailto:` and one e-mail address, as Agents carry it in `mbox`. */
export function isMailto(value: string): boolean {
  return MAILTO.test(value)
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Standard text form of RFC 4122, any version, any variant, any case; not `urn:uuid:` nor braces. */
export function isUuid(value: string): boolean {
  return UUID.test(value)
}

const ORDINARY_TAG = /^[A-Za-z]{2,3}(?:-[A-Z]{2})?$/
// RFC 5646 section 2.1: language, script, region, variants, extensions, private use.
const TAG = /^(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?((?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*)((?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*)(?:-x(?:-[a-z\d]{1,8})+)?$/i
const PRIVATE_TAG = /^x(?:-[a-z\d]{1,8})+$/i
/** The tags of before 2006 that the grammar does not cover; the rest of them is well-formed today. */
const OLD_TAGS = new Set([
  'en-gb-oed', 'i-ami', 'i-bnn', 'i-default', 'i-enochian', 'i-hak', 'i-klingon', 'i-lux', 'i-mingo', 'i-navajo', 'i-pwn', 'i-tao', 'i-tay', 'i-tsu',
  'sgn-be-fr', 'sgn-be-nl', 'sgn-ch-de', 'art-lojban', 'cel-gaulish', 'no-bok', 'no-nyn', 'zh-guoyu', 'zh-hakka', 'zh-min', 'zh-min-nan', 'zh-xiang',
])

/** A well-formed language tag (RFC 5646): no variant and no singleton twice. Whether the registry knows its parts is not asked. */
export function isLanguageTag(value: string): boolean {
  if (ORDINARY_TAG.test(value)) return true
  const found = TAG.exec(value)
  if (!found) return PRIVATE_TAG.test(value) || OLD_TAGS.has(value.toLowerCase())
  const variants = found[1]!.toLowerCase().split('-').slice(1)
  const singletons = found[2]!.toLowerCase().split('-').filter((part) => part.length === 1)
  return new Set(variants).size === variants.length && new Set(singletons).size === singletons.length
}

// Date and time with a space or a small t between, as RFC 3339 allows; offset as RFC 3339 has it, or shorter as ISO 8601 has it.
const EXTENDED = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?([Zz]|[+-]\d\d(?::?\d\d)?)?$/
const BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(?:(\d\d)(?:[.,](\d+))?)?(Z|[+-]\d\d(?:\d\d)?)?$/

export interface Instant {
  /** Milliseconds since 1970, what is finer cut off. */
  readonly ms: number
  /** The digits finer than a millisecond, without zeros at the end. */
  readonly finer: string
}

/** The instant that a timestamp names, or null when it is none. Without offset it counts as UTC; a leap second as the second after it. */
export function instantOf(value: string): Instant | null {
  const found = EXTENDED.exec(value) ?? BASIC.exec(value)
  if (!found) return null
  const [year, month, day, hour, minute, second] = [found[1], found[2], found[3], found[4], found[5], found[6] ?? '0'].map(Number) as [number, number, number, number, number, number]
  const fraction = found[7] ?? ''
  const offset = offsetOf(found[8])
  // ISO 8601 needs an agreement between both sides for the year 0000.
  if (offset === null || year === 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null
  if (hour > 24 || minute > 59 || second > 60) return null
  if (hour === 24 && (minute > 0 || second > 0 || /[1-9]/.test(fraction))) return null
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute - offset, second, Number(fraction.slice(0, 3).padEnd(3, '0')))
  // A leap second stands at the end of a day of UTC, nowhere else.
  if (second === 60 && !(date.getUTCHours() === 0 && date.getUTCMinutes() === 0)) return null
  return { ms: date.getTime(), finer: fraction.slice(3).replace(/0+$/, '') }
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Minutes east of UTC; null for what is none. Minus zero is none: ISO 8601 forbids it, and the conformance tests refuse it. */
function offsetOf(text: string | undefined): number | null {
  if (text === undefined || text === 'Z' || text === 'z') return 0
  const hours = Number(text.slice(1, 3))
  const minutes = Number(text.slice(-2)) * (text.length > 3 ? 1 : 0)
  if (hours > 23 || minutes > 59) return null
  const all = hours * 60 + minutes
  if (text.startsWith('-')) return all === 0 ? null : -all
  return all
}

/** A moment: date and time by ISO 8601, extended or basic, or by RFC 3339. */
export function isTimestamp(value: string): boolean {
  return instantOf(value) !== null
}

// ISO 8601:2004, 4.4.3.2: weeks alone, or date and time parts; only the last part may have a fraction.
const DURATION = /^P(?!$)(?!.*[.,]\d+[A-Z].)(?:\d+(?:[.,]\d+)?W|(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?D)?(?:T(?=\d)(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?)$/

/** A span such as PT1H30M, P3Y or P4W. */
export function isDuration(value: string): boolean {
  return DURATION.test(value)
}

export const SHA1 = '^[0-9A-Fa-f]{40}$'
/** Hex of SHA-224, SHA-256, SHA-384 or SHA-512. */
export const SHA2 = '^(?:[0-9A-Fa-f]{56}|[0-9A-Fa-f]{64}|[0-9A-Fa-f]{96}|[0-9A-Fa-f]{128})$'
export const VERSION_1 = '^1\\.0(?:\\.(?:0|[1-9][0-9]*))?$'
/** A 2.0 LRS takes what was made for 1.0 as well: its data model is a part of 2.0's. */
export const VERSION_2 = '^[12]\\.0(?:\\.(?:0|[1-9][0-9]*))?$'

const [sha1, sha2] = [new RegExp(SHA1), new RegExp(SHA2)]

export function isSha1(value: string): boolean {
  return sha1.test(value)
}

export function isSha2(value: string): boolean {
  return sha2.test(value)
}

const MEDIA_TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+(?:[ \t]*;[ \t]*[\w!#$%&'*+.^`|~-]+=(?:[\w!#$%&'*+.^`|~-]+|"(?:[^"\\]|\\.)*"))*[ \t]*;?[ \t]*$/

/** Internet media type with its parameters (RFC 2046, RFC 9110). */
export function isMediaType(value: string): boolean {
  return MEDIA_TYPE.test(value)
}
