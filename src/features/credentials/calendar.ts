const LIMA = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Lima', year: 'numeric', month: '2-digit', day: '2-digit' })

/** YYYY-MM-DD in Lima. */
export function limaDate(at: Date): string {
  return LIMA.format(at)
}
