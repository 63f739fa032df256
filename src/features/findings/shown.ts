import type { House } from '../../feature.ts'
import { say, type Lang } from '../../lib/text.ts'
import { sectionsNamed } from '../cohorts/index.ts'
import { definitions } from '../figures/index.ts'
import { releaseTitle } from '../releases/index.ts'
import type { Finding } from './finding.ts'
import { ABOUT_CODE, ABOUT_NAME } from './words.ts'

/** What each finding is about, in words, by the finding's id: a person and a certificate by the beginning of their code only. */
export async function subjectsOf(house: House, tenant: string, findings: readonly Finding[], lang: Lang): Promise<Map<string, string>> {
  const sections = await sectionsNamed(house, tenant, findings.flatMap((f) => (f.about === 'section' ? f.code ?? [] : [])))
  const nameOf = ({ about, code }: Finding): string => {
    if (code === null || about === 'free') return say(ABOUT_NAME[about], lang)
    if (about === 'release') return releaseTitle(releaseOf(code), lang)
    if (about === 'figure') {
      const found = definitions(house).find((d) => d.id === code)
      return `${code.toUpperCase()}${found ? ` · ${say(found.title, lang)}` : ''}`
    }
    const section = about === 'section' ? sections.find((s) => s.id === code)?.title : undefined
    return say(ABOUT_CODE[about], lang, { code: section ? say(section, lang) : about === 'section' ? code : code.slice(0, 8) })
  }
  return new Map(findings.map((f) => [f.finding, nameOf(f)]))
}

/** '2026-03.1' -> its month and revision; it was checked when the finding was raised. */
function releaseOf(code: string): { month: string; revision: number } {
  const [month = '', revision = '1'] = code.split('.')
  return { month, revision: Number(revision) }
}

/** Where what it is about can be opened by those who read findings; null where there is no such page for her. */
export function subjectPage({ tenant, about, code }: Finding, coordinates: boolean): string | null {
  const office = `/office/${encodeURIComponent(tenant)}`
  if (code === null) return null
  switch (about) {
    case 'release': return `/p/${encodeURIComponent(tenant)}/releases/${code}`
    case 'figure': return `${office}/figures/${code}`
    case 'certificate': return `${office}/certificates/issued/${code}`
    // Sections and people are opened by who coordinates.
    case 'section': return coordinates ? `${office}/sections/${code}` : null
    case 'person': return coordinates ? `${office}/people/${code}` : null
    case 'free': return null
  }
}
