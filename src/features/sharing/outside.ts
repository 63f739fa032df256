/** Adding a certificate to a LinkedIn profile: the address that LinkedIn documents for its «Add to Profile» button. Nothing is sent before she presses it. */
export function linkedInUrl(to: { readonly name: string; readonly organisation: string; readonly at: Date; readonly serial: string; readonly url: string }): string {
  // The month in Lima: what is issued at night there is next month's in UTC.
  const [year = '', month = ''] = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Lima', year: 'numeric', month: 'numeric' }).format(to.at).split('-')
  return `https://www.linkedin.com/profile/add?${new URLSearchParams({
    startTask: 'CERTIFICATION_NAME', name: to.name, organizationName: to.organisation, issueYear: year, issueMonth: String(Number(month)), certUrl: to.url, certId: to.serial,
  }).toString()}`
}

/** WhatsApp with a message written; she chooses to whom it goes. */
export function whatsAppUrl(text: string): string {
  return `https://wa.me/?text=${encodeURIComponent(text)}`
}
