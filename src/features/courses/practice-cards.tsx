import type { ComponentChildren } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { fillWith, toDom } from '../../web/light.ts'
import {
  arrangement, askedOf, Explained, inFile, mark, QuestionFields, readAnswers, typedIn, type Drawn, type Marked, type Question, type Typed,
} from '../questions/index.ts'
import { PRACTICE } from './practice-words.ts'

// Practice marks on this phone and sends nothing, so any shuffle will do.
const random = (below: number): number => Math.floor(Math.random() * below)
const lang: Lang = document.documentElement.lang === 'en' ? 'en' : 'es'

/** One question: asked, marked and explained at once, as often as she likes. */
function card(question: Question, place: number, all: number): Node[] {
  const box = document.createElement('div')
  box.className = 'card'
  const show = (children: ComponentChildren, focus: string | null): void => {
    fillWith(box, children)
    // Otherwise the keyboard and the screen reader would be left at the top of the page.
    if (focus) box.querySelector<HTMLElement>(focus)?.focus()
  }
  const ask = (drawn: Drawn, typed: Typed, problems: readonly FieldProblem[], focus: string | null): void => {
    const asked = askedOf(drawn)
    // Names hold the place of a question: this one stands among others of its own form.
    const row = Array.from({ length: place + 1 }, () => asked)
    const check = (event: Event): void => {
      event.preventDefault()
      const now = typedIn(new FormData(event.currentTarget as HTMLFormElement), row)
      const read = readAnswers(row, now, false)
      const mine = read.problems.filter((p) => new RegExp(`^q${place + 1}(-|$)`).test(p.field))
      if (mine.length > 0) ask(drawn, now, mine, '[aria-invalid],.wrong input')
      else tell(drawn, mark(question, inFile(drawn, read.answers[place] ?? null)))
    }
    show(
      <form onSubmit={check}>
        <QuestionFields asked={asked} place={place} all={all} typed={typed} lang={lang} problems={problems} />
        <button class="quiet">{say(PRACTICE.check, lang)}</button>
      </form>, focus)
  }
  const tell = (drawn: Drawn, { points, response }: Marked): void => {
    const word = points === 1 ? PRACTICE.right : points > 0 ? PRACTICE.partly : PRACTICE.notYet
    show(
      <>
        <p><strong>{question.ask[lang]}</strong></p>
        <p class={points === 1 ? 'good' : 'bad'} tabIndex={-1}>{say(word, lang)}</p>
        <Explained drawn={drawn} response={response} lang={lang} />
        <button type="button" class="quiet" onClick={() => begin('input,select')}>{say(PRACTICE.again, lang)}</button>
      </>, '[tabindex]')
  }
  const begin = (focus: string | null): void => ask({ question, order: arrangement(question, random) }, {}, [], focus)
  begin(null)
  return [box]
}

/** Turns the questions of the page into ones that are answered and marked here. */
export function startPractice(place: HTMLElement): void {
  // Written by our own server (practice.tsx).
  const questions = JSON.parse(place.dataset.questions ?? '[]') as Question[]
  place.textContent = ''
  place.append(...toDom(<p class="hint">{say(PRACTICE.hint, lang)}</p>), ...questions.flatMap((question, i) => card(question, i, questions.length)))
}
