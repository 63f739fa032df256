import { actAboutHiddenData } from './hidden-data.ts'
import { actAboutMarks, actOfAnOffice, actOfAudits, actOfDuties, actOfFindings } from './office-facts.ts'
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { features } from '../src/app.ts'
import { sessionPlanned } from '../src/features/attendance/statements.ts'
import { progressOf } from '../src/features/courses/index.ts'
import { identityOf } from '../src/features/people/index.ts'
import { VERB, type Counts } from '../src/features/programmes/index.ts'
import { append } from '../src/record/append.ts'
import { catchUp } from '../src/record/follow.ts'
import { head, readStatements } from '../src/record/read.ts'
import { rebuildBeside } from '../src/record/rebuild.ts'
import { readExt } from '../src/record/statement.ts'
import { actingStaff } from './acting.ts'
import { differences, rowsOf } from './differences.ts'
import {
  cardSeen, courseOf, doesEverything, enrolled, enrolledAgain, fact, learns, newCe, newDni, passesLab, passesQuiz, product, showsCard,
  studies, type Learner,
} from './histories/acts.ts'
import {
  approvedBy, certified, childcareNeeded, deathRecorded, merged, nameCorrected, newestPaper, proposedBy, reEntered, resultsAndCorrection, revoked, splitAgain, superseded, withdrawn,
} from './histories/office-acts.ts'
import { done, figuresAt, figuresNow, inCharge, OFFICE, openPlace, refused, TENANT, type Place } from './histories/place.ts'
import { personalDataIn } from './histories/personal-data.ts'
import { heldAgainst, recordedIn } from './lrs/profile/recorded.ts'

// The worked histories of FACTS.md by what people do, all in one house that goes on from March to May; each counts only what it added.
let place: Place
before(async () => { place = await openPlace() })
after(() => place.close())

/** Every way of counting says that this history added so many; answers the position at which it did. */
type Added = (...expected: Counts) => Promise<number>
/** The same at an earlier position, now that more has happened. */
type AddedAt = (pos: number, ...expected: Counts) => Promise<void>

function history(name: string, happens: (added: Added, addedAt: AddedAt) => Promise<void>): void {
  test(name, async () => {
    const start = await figuresNow(place)
    const minus = (counts: Counts): number[] => counts.map((n, level) => n - start.counts[level]!)
    await happens(
      async (...expected) => {
        const { pos, counts } = await figuresNow(place)
        assert.deepEqual(minus(counts), expected)
        return pos
      },
      async (pos, ...expected) => assert.deepEqual(minus(await figuresAt(place, pos)), expected, `position ${pos}`),
    )
    assert.deepEqual(await figuresAt(place, start.pos), start.counts, 'what was counted before stands')
    days(1)
  })
}

const days = (n: number): void => place.house.time.add(n * 86_400_000)
const on = (iso: string): void => place.house.time.set(iso)

history('H1 one person does everything, certificate issued', async (added) => {
  const ana = await enrolled(place, 'Anahí Choquehuanca Ticona')
  await added(1, 0, 0, 0)
  await cardSeen(ana)
  await added(1, 1, 0, 0)
  await studies(ana, 1, 2, 3)
  await added(1, 1, 0, 0)
  days(1)
  await studies(ana, 4)
  await added(1, 1, 1, 0)
  await passesQuiz(ana)
  await passesLab(ana)
  await product(ana)
  await added(1, 1, 1, 0)
  await certified(ana)
  await added(1, 1, 1, 1)
})

history('H2 the certificate is revoked', async (added) => {
  const berta = await enrolled(place, 'Bertila Sucapuca Larico')
  await doesEverything(berta)
  const certificate = await certified(berta)
  await added(1, 1, 1, 1)
  await revoked(berta, certificate)
  await added(1, 1, 1, 0)
})

/** One woman who registered with her CE and, once she had it, with her DNI; each record does everything. */
async function twice(name: string): Promise<{ ce: Learner; dni: Learner }> {
  const [ce, dni] = [await enrolled(place, name, newCe()), await enrolled(place, name, newDni())]
  for (const her of [ce, dni]) {
    await doesEverything(her)
    await certified(her)
  }
  return { ce, dni }
}

history('H3 one woman as two persons, each does everything; then merged', async (added, addedAt) => {
  const { ce, dni } = await twice('Carmela Huallpatuero Rojas')
  const apart = await added(2, 2, 2, 2)
  await merged(ce, dni)
  await added(1, 1, 1, 1)
  await addedAt(apart, 2, 2, 2, 2)
})

history('H4 the same, then split again; the earlier positions still give their figures', async (added, addedAt) => {
  const { ce, dni } = await twice('Domitila Quispetupa Ramos')
  const apart = await added(2, 2, 2, 2)
  await merged(ce, dni)
  const one = await added(1, 1, 1, 1)
  await splitAgain(ce, dni)
  await added(2, 2, 2, 2)
  await addedAt(one, 1, 1, 1, 1)
  await addedAt(apart, 2, 2, 2, 2)
})

history('H5 two claims of one document: none is certified; the first is checked and then certified, the second stays in conflict', async (added, addedAt) => {
  const claim = newDni()
  const [first, second] = [await enrolled(place, 'Eudocia Mamanchura Pari', claim), await enrolled(place, 'Filomena Ccallohuari Apaza', claim)]
  for (const her of [first, second]) {
    await learns(her)
    await refused(proposedBy(place.executor, her), 409, /mientras otra persona diga tener el mismo documento/)
  }
  const during = await added(2, 0, 0, 0)
  await cardSeen(first)
  await certified(first)
  await added(2, 1, 1, 1)
  await refused(proposedBy(place.executor, second), 409, /mientras otra persona diga tener el mismo documento/)
  await addedAt(during, 2, 0, 0, 0)
})

history('H6 all done, only a constancia issued', async (added) => {
  const gloria = await enrolled(place, 'Glorinda Yanarico Vilca')
  await doesEverything(gloria)
  await certified(gloria, 'constancia')
  await added(1, 1, 1, 0)
})

history('H7 she dies on 3 May: two units before, two "completed" on 10 May', async (added, addedAt) => {
  on('2026-05-01T15:00:00Z')
  const hilaria = await enrolled(place, 'Hilaria Condorhuacho Luque')
  await cardSeen(hilaria)
  await studies(hilaria, 1, 2)
  on('2026-05-10T15:00:00Z')
  await studies(hilaria, 3, 4)
  const believed = await added(1, 1, 1, 0)
  await deathRecorded(hilaria, '03/05/2026')
  await added(1, 1, 0, 0)
  await addedAt(believed, 1, 1, 1, 0)
})

history('H8 all four units carry timestamps two days before the enrolment', async (added) => {
  const irma = await enrolled(place, 'Irmalinda Pachacutipa Flores')
  await cardSeen(irma)
  const { id, hash, units } = courseOf(place)
  const before = new Date(place.house.clock().getTime() - 2 * 86_400_000).toISOString()
  for (const unit of units) {
    await done(irma.phone.send(`/xapi/${TENANT}/statements`, fact(irma, 'units', `${id}.${unit.id}`, { version: hash, minutes: unit.minutes }, before)))
  }
  await added(1, 1, 0, 0)
})

history('H9 name corrected, certificate superseded by a new one', async (added) => {
  const juana = await enrolled(place, 'Juanacha Hancohuallo Mmani')
  await doesEverything(juana)
  const old = await certified(juana)
  await nameCorrected(juana, 'Juanacha Hancohuallo Mamani')
  await superseded(juana, old)
  assert.notEqual(await newestPaper(juana), old)
  await added(1, 1, 1, 1)
})

history('H10 the tutor who graded tries to approve, the executor her own proposal, an "issued" is posted: three refusals', async (added) => {
  const both = await actingStaff(place.house, 'Tarcila Dosveces', ['tutor', 'approver'])
  const herself = await actingStaff(place.house, 'Edelmira Solita', ['executor', 'approver'])
  await inCharge(place, both, 'noche-1')
  const karina = await enrolled(place, 'Karina Ttupahuanca Chura')
  await doesEverything(karina, both)
  await done(proposedBy(herself, karina))
  const before = await head(place.house.db, TENANT)
  await refused(approvedBy(both, karina), 403, /Tú calificaste.* Tiene que aprobar alguien más/)
  await refused(approvedBy(herself, karina), 403, /Tú propusiste a esta persona.* Tiene que aprobar alguien más/)
  const issued = fact(karina, 'credentials', crypto.randomUUID(), { kind: 'certificado', statusIndex: 1, serial: 'x' }, place.house.clock().toISOString())
  await refused(karina.phone.send(`/xapi/${TENANT}/statements`, issued), 403, /solo lo puede registrar Yachay/)
  await place.house.runJobs()
  assert.equal(await head(place.house.db, TENANT), before, 'nothing was recorded')
  await added(1, 1, 1, 0)
})

history('H11 two units, withdraws, two units while withdrawn, re-enters, the same two units again, then the rest', async (added) => {
  const luz = await enrolled(place, 'Luzmila Ancahuasi Condori')
  await cardSeen(luz)
  await studies(luz, 1, 2)
  days(2)
  await withdrawn(luz)
  await studies(luz, 3, 4)
  await added(1, 1, 0, 0)
  days(2)
  await reEntered(luz)
  await added(1, 1, 0, 0)
  await studies(luz, 3, 4)
  await added(1, 1, 1, 0)
  await passesQuiz(luz)
  await passesLab(luz)
  await product(luz)
  await certified(luz)
  await added(1, 1, 1, 1)
})

history('H12 enrolled in two sections, the same two units completed in each', async (added) => {
  const marta = await enrolled(place, 'Martina Sullcahuamán Zela')
  await cardSeen(marta)
  await studies(marta, 1, 2)
  const again = await enrolledAgain(marta)
  await studies(again, 1, 2)
  await added(1, 1, 0, 0)
})

history('two claims of one document: the conflict blocks the certificate and not the learning', async (added) => {
  const claim = newDni()
  const nelida = await enrolled(place, 'Nélida Uturunco Mayta', claim)
  await studies(nelida, 1)
  const obdulia = await enrolled(place, 'Obdulia Waranqha Salas', claim)
  await studies(nelida, 2, 3, 4)
  await studies(obdulia, 1, 2, 3, 4)
  for (const her of [nelida, obdulia]) {
    await passesQuiz(her)
    await passesLab(her)
    await product(her)
    const learnt = await progressOf(place.house, place.house.db, her.enrolment)
    assert.deepEqual([learnt?.done, learnt?.next], [learnt?.steps.length, null], 'every step of the course is done')
    for (const kind of ['certificado', 'constancia'] as const) {
      await refused(proposedBy(place.executor, her, kind), 409, /mientras otra persona diga tener el mismo documento.*su aprendizaje sigue sin cambios/)
    }
  }
  const ready = await (await done(place.executor.get(`${OFFICE}/certificates`))).text()
  assert.doesNotMatch(ready, /Uturunco|Waranqha/, 'nobody is offered for a certificate')
  await added(2, 0, 0, 0)

  await done(showsCard(nelida, place.executor, 'check'))
  await refused(showsCard(nelida, place.executor, 'confirm'), 409, /La segunda persona tiene que ser otra/)
  await added(2, 0, 0, 0)
  await done(showsCard(nelida, place.colleague, 'confirm'))
  await added(2, 1, 1, 0)
  await certified(nelida)
  await added(2, 1, 1, 1)

  await refused(showsCard(obdulia, place.executor, 'check'), 409, /Otra persona ya mostró esta tarjeta/)
  await refused(proposedBy(place.executor, obdulia), 409, /mientras otra persona diga tener el mismo documento/)
  assert.equal((await identityOf(place.house.db, TENANT, nelida.agent)).openConflicts.length, 0)
  assert.equal((await identityOf(place.house.db, TENANT, obdulia.agent)).openConflicts.length, 1, 'the second stays in conflict')
  await added(2, 1, 1, 1)
})

test('a class is held: who came is on record, with its minutes', async () => {
  const { house, tutor } = place
  const quilla = await enrolled(place, 'Quilla Sonqo Yupanqui')
  house.time.add(3 * 3_600_000)
  const now = house.clock()
  const [id, starts] = [randomUUID(), new Date(now.getTime() - 30 * 60_000)]
  const plan = { id, section: 'noche-1', starts, ends: new Date(now.getTime() - 60_000), minutes: 29, mode: 'virtual' as const, site: 'En línea' }
  await append(house, { scopes: [] }, () => [sessionPlanned(TENANT, plan, tutor.id, now, null)])
  await done(tutor.post(`${OFFICE}/sections/noche-1/sessions/${id}`, { [`mark-${quilla.enrolment}`]: 'P', do: 'save' }))
  const [attended] = await readStatements(house.db, TENANT, { actors: [quilla.agent], verbs: [VERB.attended] })
  assert.equal(attended && readExt(attended.statement, 'minutes'), 29)
})

test('the office publishes results and a correction of the terms, and notes that somebody needs childcare', async () => {
  await resultsAndCorrection(place)
  await childcareNeeded(await enrolled(place, 'Minia Sullka Anahua'))
})

test('the house seals hidden data, tells its seed and cooks grades again; a table brings marks; an office opens a section, answers a request, tells of an incident and replies to a finding', async () => {
  await actAboutHiddenData(place.house, TENANT)
  await actAboutMarks(place.house, TENANT)
  await actOfAnOffice(place.house, TENANT)
  await actOfDuties(place.house, TENANT)
  await actOfFindings(place.house, TENANT)
  await actOfAudits(place.house, TENANT)
})

for (const projection of features.flatMap((f) => f.projections ?? [])) {
  test(`${projection.table} has rows after all this, and rebuilt from the record it is the same, row for row`, async () => {
    await catchUp(place.house)
    assert.ok(await rowsOf(place.house, projection.table) > 0)
    await rebuildBeside(place.house, projection)
    assert.equal(await differences(place.house, projection.table), 0)
  })
}

test('no statement holds a name, a document number, a phone, a birth date, or a word of what was handed in or commented', async () => {
  const { statements, found } = await personalDataIn(place)
  assert.ok(statements > 500, `${statements} statements`)
  assert.deepEqual(found, [])
})

test('every statement follows our xAPI profile, and every enrolment its pattern', async () => {
  const { faults, unmatched, otherKinds, outOfOrder, statements, enrolments } = heldAgainst(place.house, await recordedIn(place.house))
  assert.ok(statements > 500 && enrolments > 10, `${statements} statements, ${enrolments} enrolments`)
  assert.deepEqual({ faults, unmatched, otherKinds, outOfOrder }, { faults: [], unmatched: [], otherKinds: [], outOfOrder: [] })
})
