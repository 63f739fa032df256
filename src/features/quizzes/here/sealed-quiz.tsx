import type { JSX } from 'preact'
import type { FieldProblem } from '../../../lib/problem.ts'
import { fill, say } from '../../../lib/text.ts'
import { ErrorSummary } from '../../../web/form.tsx'
import { fillWith } from '../../../web/light.ts'
import { saveAsFile } from '../../../web/phone/carry.ts'
import { pageLang as lang } from '../../../web/phone/dom.ts'
import { NotStored, type Own } from '../../../web/phone/own.ts'
import { newId } from '../../../web/phone/seal.ts'
import { knownOffset } from '../../../web/phone/send.ts'
import { enrolmentHere, fetchOwn } from '../../../web/phone/take.ts'
import { PHONE } from '../../../web/phone/words.ts'
import { QuestionFields, readAnswers, typedIn, type Typed } from '../../questions/index.ts'
import type { SealedAttempt } from '../sealed.ts'
import { Attempts } from '../sealed-attempts.tsx'
import { isUsed, keep, nextSealed, readKnown, type Known } from '../sealed-store.ts'
import { SEALED } from '../sealed-words.ts'

const SAVE_MS = 400
const status = document.getElementById('sealed-status')!
const place = document.getElementById('sealed-quiz')!
const enrolment = enrolmentHere()
/** Whose form is open; a redraw because an item was sent must not take away what she is typing. */
let open = ''
let turn = 0
let asked = ''

/** Her quiz, or what keeps her from it. */
export async function draw(own: Own | null): Promise<void> {
  const mine = (turn += 1)
  if (!enrolment) return
  if (own?.kind !== 'learner') return show('', <p class="card next">{say(SEALED.openFirst, lang)}</p>)
  const known = await readKnown(own, enrolment, Date.now() + (await knownOffset() ?? 0))
  // Somebody else opened her things while this was read.
  if (mine !== turn) return
  if (!known) return show('', <p class="card next">{say(SEALED.notHere, lang)}</p>)
  fillWith(status, <Attempts known={known} enrolment={enrolment} lang={lang} />)
  void refresh(own, known)
  const next = nextSealed(known)
  if (next === 'tomorrow') return show('', <p class="card next">{say(SEALED.noMoreToday, lang, { n: known.sealed.mostADay })}</p>, true)
  if (!next) return show('', <p class="card next">{say(SEALED.noneLeft, lang)}</p>, true)
  const draft = known.kept[next.attempt]
  const name = `${own.id} ${next.token}`
  if (open === name) return
  form(own, known, next, draft?.token === next.token ? draft.typed : {}, [])
  open = name
}

function show(name: string, children: JSX.Element, keepStatus = false): void {
  open = name
  if (!keepStatus) fillWith(status, null)
  fillWith(place, children)
}

/** Once attempts have arrived, or no question is left: their marks, and new questions. Asked once for each such state. */
async function refresh(own: Own, known: Known): Promise<void> {
  const marked = new Set(known.sealed.scored.map((s) => String(s.attempt)))
  const arrived = Object.entries(known.kept).filter(([n, k]) => !marked.has(n) && isUsed(known, k) && known.items.get(k.id ?? '')?.state === 'sent')
  const state = `${own.id} ${arrived.map(([n]) => n).join(' ')}`
  if ((arrived.length === 0 && nextSealed(known) !== null) || asked === state || !enrolment || !navigator.onLine) return
  asked = state
  if (await fetchOwn(own, enrolment, lang)) await draw(own)
}

function form(own: Own, known: Known, next: SealedAttempt, typed: Typed, problems: readonly FieldProblem[]): void {
  let timer = 0
  const typedNow = (element: HTMLFormElement): Typed => typedIn(new FormData(element), next.asked)
  const draft = (now: Typed) => keep(own, enrolment!, next.attempt, { ...known.kept[next.attempt], token: next.token, typed: now })
  const saveSoon = (event: Event): void => {
    const element = event.currentTarget as HTMLFormElement
    clearTimeout(timer)
    timer = setTimeout(() => void draft(typedNow(element)), SAVE_MS) as unknown as number
  }
  const send = (event: Event): void => {
    event.preventDefault()
    clearTimeout(timer)
    const element = event.currentTarget as HTMLFormElement
    const now = typedNow(element)
    const anyway = new FormData(element).has('anyway')
    const found = readAnswers(next.asked, now, anyway).problems
    if (found.length > 0) {
      void draft(now)
      form(own, known, next, now, found)
      return place.querySelector<HTMLElement>('.errors a')?.focus()
    }
    element.querySelector('button')!.disabled = true
    void hand(own, known, next, now, anyway)
  }
  fillWith(place, (
    <form onSubmit={send} onInput={saveSoon} onChange={saveSoon}>
      <h2>{say(SEALED.attempt, lang, { n: next.attempt })}</h2>
      <p>{say(SEALED.passMark, lang, { mark: known.sealed.pass })}</p>
      <ErrorSummary problems={problems} lang={lang} />
      {next.asked.map((question, i) => <QuestionFields asked={question} place={i} all={next.asked.length} typed={typed} lang={lang} problems={problems} />)}
      {problems.length > 0 && <label class="choice"><input type="checkbox" name="anyway" value="1" /><span>{say(SEALED.anyway, lang)}</span></label>}
      <div class="actions"><button>{say(SEALED.send, lang)}</button></div>
    </form>
  ))
}

/** Into the outbox. What she answered stays with her as well, in case it is refused. */
async function hand(own: Own, known: Known, next: SealedAttempt, typed: Typed, anyway: boolean): Promise<void> {
  const { attempt, token, asked: questions } = next
  const before = known.kept[attempt]
  const id = before?.token === token && before.id ? before.id : newId()
  const kept = { token, typed, asked: questions, id, at: Date.now() + (await knownOffset() ?? 0) }
  try {
    await keep(own, enrolment!, attempt, kept)
    await own.queue({ id, kind: 'quiz-attempt', about: fill(SEALED.about, { n: attempt }), data: { enrolment, attempt, token, version: known.sealed.version, answers: typed, anyway } })
    await keep(own, enrolment!, attempt, { ...kept, queued: true })
  } catch (error) {
    form(own, { ...known, kept: { ...known.kept, [attempt]: kept } }, next, typed, [])
    fillWith(status, (
      <div class="errors" role="alert">
        <p>{say(PHONE.notStored, lang)}</p>
        {error instanceof NotStored && <button type="button" class="quiet" onClick={() => void saveAsFile([error.item])}>{say(PHONE.saveFile, lang)}</button>}
      </div>
    ))
    return status.scrollIntoView()
  }
  open = ''
  await draw(own)
  status.scrollIntoView()
}
