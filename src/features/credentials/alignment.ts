/** What a unit's `competencies` codes mean, in the final versions of the frameworks (DOMAIN.md 2.5). */
const FRAMEWORKS = {
  DC: { name: 'DigComp 3.0 (Comisión Europea, 2025)', url: 'https://joint-research-centre.ec.europa.eu/digcomp_en' },
  AL: { name: 'AILit Framework (OECD y Comisión Europea, versión final)', url: 'https://ailiteracyframework.org/' },
  UN: { name: 'UNESCO, AI competency framework for students (2024)', url: 'https://unesdoc.unesco.org/ark:/48223/pf0000391105' },
} as const

const NAMES: Readonly<Record<string, string>> = {
  DC1: 'Búsqueda y gestión de información', DC2: 'Comunicación y colaboración', DC3: 'Creación de contenido',
  DC4: 'Seguridad, bienestar y uso responsable', DC5: 'Resolución de problemas',
  'AL-E': 'Usar la IA', 'AL-C': 'Crear con la IA', 'AL-M': 'Gestionar la IA', 'AL-S': 'Dar forma a la IA',
  'UN-H-U': 'Mirada centrada en las personas: comprender', 'UN-H-A': 'Mirada centrada en las personas: aplicar',
  'UN-Et-U': 'Ética de la IA: comprender', 'UN-Et-A': 'Ética de la IA: aplicar',
  'UN-T-U': 'Técnicas y aplicaciones de la IA: comprender', 'UN-T-A': 'Técnicas y aplicaciones de la IA: aplicar',
  'UN-D-U': 'Diseño de sistemas de IA: comprender', 'UN-D-A': 'Diseño de sistemas de IA: aplicar', 'UN-D-C': 'Diseño de sistemas de IA: crear',
}

export interface Alignment {
  readonly type: ['Alignment']
  readonly targetCode: string
  readonly targetName: string
  readonly targetFramework: string
  readonly targetUrl: string
}

/** The alignments of a certificate, each competence once, in order; a code that no framework has is left out. */
export function alignments(codes: readonly string[]): Alignment[] {
  return [...new Set(codes)].sort().flatMap((code) => {
    const framework = Object.entries(FRAMEWORKS).find(([prefix]) => code.startsWith(prefix))?.[1]
    const targetName = NAMES[code]
    return framework && targetName
      ? [{ type: ['Alignment'], targetCode: code, targetName, targetFramework: framework.name, targetUrl: framework.url }]
      : []
  })
}
