import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { ROOT } from '../../lib/root.ts'
import { readProgrammes } from './load.ts'

const folders: string[] = []
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

/** The shipped programmes with some files changed; returns what the loader says. */
function mistakes(changes: Record<string, (text: string) => string | null>): string {
  const folder = mkdtempSync(join(tmpdir(), 'yachay-programmes-'))
  folders.push(folder)
  cpSync(join(ROOT, 'programmes'), join(folder, 'programmes'), { recursive: true })
  for (const [file, change] of Object.entries(changes)) {
    const path = join(folder, 'programmes', file)
    const text = change(readFileSync(path, 'utf8'))
    if (text === null) rmSync(path)
    else writeFileSync(path, text)
  }
  try {
    readProgrammes(folder)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return 'nothing wrong'
}

test('both programmes load: their targets, rules, groups and calls', () => {
  const programmes = readProgrammes(ROOT)
  const peru = programmes.get('peru-huawei-2024')
  const piloto = programmes.get('piloto')
  assert.deepEqual([peru?.target, peru?.trial, peru?.rules[0]?.rule.minutes.atLeast, peru?.rules[0]?.rule.validity.until], [20_000, false, 960, null])
  assert.deepEqual([piloto?.trial, piloto?.rules[0]?.rule.minutes.atLeast, piloto?.rules[0]?.rule.labs], [true, 48, ['uva-vino']])
  assert.deepEqual(peru?.groups.map((g) => g.id), ['young-professionals', 'women', 'sme-owners'])
  assert.deepEqual(piloto?.calls.map((c) => [c.id, c.places, c.acceptanceHours]), [['abierta-1', 90, 48], ['nivel-1-a', 60, 48]])
})

test('the reports’ claims stand point by point, and what no report says has no account', () => {
  const points = readProgrammes(ROOT).get('peru-huawei-2024')?.agreement.points ?? []
  const silent = points.filter((p) => p.accounts.length === 0).map((p) => p.id)
  assert.deepEqual(silent, ['meaning', 'hours', 'content', 'executor', 'until', 'counting', 'progress'])
  assert.deepEqual(points.find((p) => p.id === 'how-many')?.accounts[0]?.reports, ['R1', 'R2', 'R3', 'R4', 'R5'])
})

test('every mistake of every file is said at once, with its file and field', () => {
  const said = mistakes({
    'piloto/programme.yaml': (t) => t.replace('target: 100', 'target: many').replace('trial: true', 'trail: true'),
    'piloto/rule-v1.yaml': (t) => t.replace('from: 2026-01-01', 'from: 2026-02-30').replace('mark: 14', 'mark: 21'),
    'piloto/calls/abierta-1.yaml': (t) => t.replace('acceptanceHours: 48', 'acceptanceHours: soon'),
    'peru-huawei-2024/programme.yaml': (t) => t.replace('reports: [R5]', 'reports: [R9]'),
    'peru-huawei-2024/rule-v1.en.md': (t) => t.replace('960', '900'),
  })
  for (const line of [
    /piloto\/programme\.yaml: target: /, /piloto\/programme\.yaml: trial: /, /piloto\/programme\.yaml: .*trail/,
    /piloto\/rule-v1\.yaml: validity\.from: is not a day of the calendar/, /piloto\/rule-v1\.yaml: quiz\.mark: /,
    /piloto\/calls\/abierta-1\.yaml: acceptanceHours: /,
    /peru-huawei-2024\/programme\.yaml: agreement: there is no report R9/,
    /peru-huawei-2024\/rule-v1\.en\.md: has SHA-256 [0-9a-f]{64}, but rule-v1\.yaml names /,
  ]) assert.match(said, line)
  assert.match(said, /^The programme files have \d+ mistake\(s\):\n- /)
})

test('a programme file cannot say how many were trained', () => {
  for (const key of ['total', 'counted', 'n3']) {
    assert.match(mistakes({ 'peru-huawei-2024/programme.yaml': (t) => `${t}\n${key}: 20000\n` }), new RegExp(`programme\\.yaml: .*"${key}"`))
  }
})

test('files that contradict each other: places, sections, dates, groups, names', () => {
  const call = (change: (t: string) => string) => mistakes({ 'piloto/calls/abierta-1.yaml': change })
  assert.match(call((t) => t.replace('places: 90', 'places: 91')), /places: promises 91 places, but the sections hold 90/)
  assert.match(call((t) => t.replace('id: sabado-1', 'id: noche-1')), /section "noche-1" stands twice/)
  assert.match(call((t) => t.replace('rounds: rolling', 'rounds: one')), /selection\.drawAt: a single draw comes after closing/)
  assert.match(call((t) => t.replace('closes: 2027-11-30', 'closes: 2025-11-30')), /closes: closes before it opens/)
  assert.match(call((t) => t.replace('groups: null', 'groups: [miners]')), /requirements\.groups: the programme has no group "miners"/)
  assert.match(call((t) => t.replace('course: base', 'course: other')), /course: the programme has no course "other"/)
  assert.match(call((t) => t.replace('id: abierta-1', 'id: abierta-2')), /id is "abierta-2", but the file's name says otherwise/)
  assert.match(call((t) => `${t}\n  - : [`), /calls\/abierta-1\.yaml: /)
  assert.match(mistakes({ 'piloto/rule-v1.yaml': () => null }), /piloto\/: no readable rule file/)
  assert.match(mistakes({ 'piloto/programme.yaml': () => null }), /piloto\/programme\.yaml: is missing/)
  assert.equal(mistakes({}), 'nothing wrong')
})
