import type { Text } from '../../lib/text.ts'

/** A credential that somebody else issued, or that this institution signed for another purpose. */
export const CHECK_ANY = {
  title: { es: 'Revisión de una credencial', en: 'Check of a credential' },
  holds: { es: 'LA FIRMA VALE', en: 'THE SIGNATURE HOLDS' },
  fails: { es: 'NO VALE', en: 'DOES NOT HOLD' },
  notOurs: {
    es: 'No es un certificado de este programa. Revisamos su firma y sus fechas, pero no sabemos si lo que dice es cierto: eso lo responde quien la emitió.',
    en: 'This is no certificate of this programme. We checked its signature and dates, but we do not know whether what it says is true: its issuer answers for that.',
  },
  signedHere: {
    es: 'La firmó esta institución, pero no es un certificado: no cuenta como uno.',
    en: 'This institution signed it, but it is no certificate: it does not count as one.',
  },
  issuer: { es: 'Quien la emite, según ella misma', en: 'Its issuer, as it says itself' },
  name: { es: 'Cómo se llama', en: 'What it is called' },
  from: { es: 'Desde', en: 'From' },
  until: { es: 'Hasta', en: 'Until' },
  tooOften: (seconds: number): Text => ({
    es: `Hiciste muchas revisiones seguidas. Espera ${seconds} s e inténtalo de nuevo.`, en: `You made many checks in a row. Wait ${seconds} s and try again.`,
  }),
} as const satisfies Record<string, Text | ((seconds: number) => Text)>
