import type { Lang } from '../../lib/text.ts'

/** ISO 3166-1 alpha-2 codes in use; names come from Intl in the reader's language. */
const CODES = (
  'AD AE AF AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CW CY CZ ' +
  'DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH ' +
  'KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM ' +
  'PA PE PG PH PK PL PR PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ ' +
  'UA UG US UY UZ VA VC VE VN VU WS XK YE ZA ZM ZW'
).split(' ')

export function isCountry(code: string): boolean {
  return CODES.includes(code)
}

export function countryName(code: string, lang: Lang): string {
  return new Intl.DisplayNames([lang], { type: 'region' }).of(code) ?? code
}

/** Codes and names, by name in the reader's language. */
export function countries(lang: Lang): readonly { code: string; name: string }[] {
  const order = new Intl.Collator(lang)
  return CODES.map((code) => ({ code, name: countryName(code, lang) })).sort((a, b) => order.compare(a.name, b.name))
}
