const FORM = /^(\d{4,6})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,12})?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/

/** xsd:dateTimeStamp, the only form of dates in the Data Model 2.0: with seconds and a time zone, of a day that exists. */
export function isDateTimeStamp(value: unknown): value is string {
  const parts = typeof value === 'string' ? FORM.exec(value) : null
  if (!parts) return false
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number)
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
  return month >= 1 && month <= 12 && day >= 1 && day <= days && (hour < 24 || (hour === 24 && minute === 0 && second === 0)) && minute < 60 && second < 60
}

/** In ms since 1970; null for what is no dateTimeStamp. */
export function instantOf(value: unknown): number | null {
  if (!isDateTimeStamp(value)) return null
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : at
}
