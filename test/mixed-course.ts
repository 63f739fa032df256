import { cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { ROOT } from '../src/lib/root.ts'

const t = (text: string) => ({ es: `${text} (es)`, en: `${text} (en)` })

/** One unit's questions: every kind to practise with, the three new kinds in the pool. Every explanation begins with "secreto". */
export const MIXED = {
  practice: [
    { id: 'cuando-falla-p1', kind: 'single', ask: t('Pregunta una'), options: [{ text: t('Así no'), why: t('secreto 1') }, { text: t('Así sí'), right: true, why: t('secreto 2') }] },
    { id: 'cuando-falla-p2', kind: 'order', ask: t('Pregunta orden'), items: [t('Paso a'), t('Paso b'), t('Paso c')], why: t('secreto 3') },
    { id: 'cuando-falla-p3', kind: 'match', ask: t('Pregunta pareja'), pairs: ['sol', 'luna', 'mar'].map((p) => ({ left: t(p), right: t(`va ${p}`), why: t(`secreto ${p}`) })) },
    { id: 'cuando-falla-p4', kind: 'short', ask: t('Pregunta palabra'), accept: { es: ['Año'], en: ['year'] }, why: t('secreto 5'), slips: [{ texts: { es: ['mes'], en: ['month'] }, why: t('secreto mes') }] },
  ],
  pool: [
    { id: 'cuando-falla-1', kind: 'order', ask: t('En orden'), items: [t('Primero'), t('Segundo'), t('Tercero'), t('Cuarto')], why: t('secreto orden') },
    { id: 'cuando-falla-2', kind: 'match', ask: t('En parejas'), pairs: ['papa', 'uva', 'pan'].map((p) => ({ left: t(p), right: t(`da ${p}`), why: t(`secreto ${p}`) })) },
    { id: 'cuando-falla-3', kind: 'short', ask: t('En una palabra'), accept: { es: ['la respuestaoculta'], en: ['hiddenanswer'] }, why: t('secreto palabra'), slips: [{ texts: { es: ['deslizoculto'], en: ['hiddenslip'] }, why: t('secreto desliz') }] },
    { id: 'cuando-falla-4', kind: 'numeric', ask: t('En un número'), answer: 7318.5, tolerance: 0.75, why: t('secreto número'), slips: [{ value: 9127, why: t('secreto suma') }] },
  ],
}

/** A content folder whose course `base` asks every kind of question, each attempt all of its pool. */
export function mixedContent(): string {
  const folder = mkdtempSync(join(tmpdir(), 'yachay-mixed-'))
  for (const part of ['courses', 'programmes', 'labs']) cpSync(join(ROOT, part), join(folder, part), { recursive: true })
  const options = (right: number) => [0, 1, 2].map((i) => ({ text: t(`Opción ${i}`), right: i < right, why: t(`secreto opción ${i}`) }))
  writeFileSync(join(folder, 'courses/base/quiz.yaml'), stringify({
    id: 'prueba', title: { es: 'Prueba', en: 'Quiz' }, draw: 6,
    questions: [
      { id: 'una', unit: 'comprobar', kind: 'single', ask: t('Elige una'), options: options(1) },
      { id: 'varias', unit: 'pedir-bien', kind: 'multiple', ask: t('Elige varias'), options: options(2) },
    ],
  }))
  writeFileSync(join(folder, 'courses/base/cuando-falla.questions.yaml'), stringify(MIXED))
  return folder
}
