import type { FieldProblem } from '../../lib/problem.ts'
import { fill, type Text } from '../../lib/text.ts'
import { matchKey, readDay, ubigeo } from '../people/index.ts'
import type { PaperValues, Programme, TargetValues } from '../programmes/index.ts'
import { PAPER_OFFICE } from './agreement-page-words.ts'

/** What was typed, kept for the page that comes back. */
export interface TypedPaper {
  readonly kind: string
  readonly signed: string
  readonly place: string
  readonly from: string
  readonly until: string
  readonly parties: readonly string[]
  readonly target: string
  readonly targets: string
  readonly earlier: string
  readonly open: string
}

export const NO_PAPER: TypedPaper = { kind: '', signed: '', place: '', from: '', until: '', parties: [], target: '', targets: '', earlier: '', open: '' }

/** 10 MB: a scanned agreement of forty pages. */
export const MOST_PAPER_BYTES = 10 * 1024 * 1024

export function typedPaper(form: FormData): TypedPaper {
  const text = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value.slice(0, 20_000) : ''
  }
  return {
    kind: text('kind'), signed: text('signed'), place: text('place'), from: text('from'), until: text('until'),
    parties: form.getAll('parties').filter((p): p is string => typeof p === 'string'), target: text('target'), targets: text('targets'), earlier: text('earlier'), open: text('open'),
  }
}

/** The data of a paper from what was typed; each mistake with its field. */
export function readPaper(typed: TypedPaper, programme: Programme): { values: PaperValues; problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const wrong = (field: string, sentence: Text): null => { problems.push({ field, sentence }); return null }
  const dayIn = (field: 'signed' | 'from' | 'until', needed: boolean): string | null => {
    if (typed[field].trim() === '' && !needed) return null
    const read = readDay(typed[field])
    return read.ok ? read.date : wrong(field, read.sentence)
  }
  const count = (field: 'target' | 'earlier'): number | null => {
    if (typed[field].trim() === '') return null
    return personsIn(typed[field]) ?? wrong(field, PAPER_OFFICE.badNumber)
  }
  const whole = count('target')
  const lines = readTargets(typed.targets, programme)
  if (lines.wrong) wrong('targets', lines.wrong)
  if (typed.open !== 'yes' && typed.open !== 'no') wrong('open', PAPER_OFFICE.chooseOpen)
  const signedOn = dayIn('signed', true) ?? ''
  const values: PaperValues = {
    kind: typed.kind === 'addendum' ? 'addendum' : 'agreement', signedOn, place: typed.place.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, 80),
    from: dayIn('from', true) ?? '', until: dayIn('until', false), parties: [...new Set(typed.parties)].sort(), earlier: count('earlier'),
    targets: [...(whole === null ? [] : [{ persons: whole, group: null, department: null, since: null, until: null }]), ...lines.targets],
  }
  return { values, problems }
}

/** "20 000", "20,000", "20.000" or 20000; null when it is no such number. */
function personsIn(typed: string): number | null {
  const plain = typed.trim().replace(/(?<=\d)[\s.,\u00a0\u202f](?=\d{3}(\D|$))/g, '')
  const n = /^\d{1,8}$/.test(plain) ? Number(plain) : 0
  return n >= 1 && n <= 10_000_000 ? n : null
}

/** Lines as Excel pastes them (tabs) or as people type them (semicolons): persons, group, department, from, until. */
function readTargets(text: string, programme: Programme): { targets: TargetValues[]; wrong: Text | null } {
  const targets: TargetValues[] = []
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const read = readLine(line.split(line.includes('\t') ? '\t' : ';').map((cell) => cell.trim()), programme)
    if ('es' in read) return { targets, wrong: { es: fill(PAPER_OFFICE.badLine, { n: i + 1, why: read.es }).es, en: fill(PAPER_OFFICE.badLine, { n: i + 1, why: read.en }).en } }
    targets.push(read)
  }
  return { targets, wrong: null }
}

function readLine([persons = '', group = '', department = '', since = '', until = '']: readonly string[], programme: Programme): TargetValues | Text {
  const n = personsIn(persons)
  if (n === null) return PAPER_OFFICE.badPersons
  const same = (a: string, b: string): boolean => matchKey(a) === matchKey(b)
  const found = programme.groups.find((g) => g.id === group || same(g.title.es, group) || same(g.title.en, group))
  if (group !== '' && !found) return fill(PAPER_OFFICE.badGroup, { word: group })
  const region = ubigeo().departments.find((d) => d.code === department.padStart(2, '0') || same(d.name, department))
  if (department !== '' && !region) return fill(PAPER_OFFICE.badDepartment, { word: department })
  const days = [since, until].map((typed) => (typed === '' ? null : readDay(typed)))
  const bad = [since, until].find((_, k) => days[k]?.ok === false)
  if (bad !== undefined) return fill(PAPER_OFFICE.badDay, { word: bad })
  if (group === '' && department === '' && since === '' && until === '') return PAPER_OFFICE.emptyLine
  const iso = (k: number): string | null => { const read = days[k]; return read?.ok ? read.date : null }
  return { persons: n, group: found?.id ?? null, department: region?.code ?? null, since: iso(0), until: iso(1) }
}

/** The PDF in the form, or what is wrong with it. */
export async function readFile(form: FormData): Promise<{ bytes: Buffer } | { problem: Text }> {
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0) return { problem: PAPER_OFFICE.chooseFile }
  if (file.size > MOST_PAPER_BYTES) return { problem: PAPER_OFFICE.tooBig }
  const bytes = Buffer.from(await file.arrayBuffer())
  return bytes.subarray(0, 5).toString('latin1') === '%PDF-' ? { bytes } : { problem: PAPER_OFFICE.notPdf }
}
