import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { arrangement, askedOf, Explained, randomOf, type Asked, type Question } from '../questions/index.ts'
import type { Unit } from './course-file.ts'
import { PRACTICE } from './practice-words.ts'
import { LESSON } from './words.ts'

/** The islands that a page with this unit's practice needs. */
export function practiceScripts(unit: Unit): string[] {
  return unit.practice ? ['practice.js'] : []
}

/**
 * What a unit is practised with, the same for everybody: nothing is sent and nothing is graded, so answers and explanations are in
 * the page. Without JavaScript each question opens its answer; practice.client.tsx lets her answer and marks at once.
 */
export function Practice({ unit, lang }: { unit: Unit; lang: Lang }): JSX.Element | null {
  const cards = unit[lang].practice
  const questions = unit.practice ?? []
  if (cards.length + questions.length === 0) return null
  return (
    <section aria-labelledby="practice">
      <h2 id="practice">{say(LESSON.practice, lang)}</h2>
      {cards.length > 0 && <p class="hint">{say(LESSON.practiceHint, lang)}</p>}
      {cards.map((p) => <details class="card"><summary>{p.ask}</summary><p>{p.answer}</p></details>)}
      {questions.length > 0 && (
        <div id="practice-questions" data-questions={JSON.stringify(questions)}>
          <p class="hint">{say(LESSON.practiceHint, lang)}</p>
          {questions.map((q) => <OpensAnswer question={q} lang={lang} />)}
        </div>
      )}
    </section>
  )
}

function OpensAnswer({ question, lang }: { question: Question; lang: Lang }): JSX.Element {
  const drawn = { question, order: arrangement(question, randomOf(question.id)) }
  return (
    <div class="card">
      <p><strong>{question.ask[lang]}</strong></p>
      <Choice asked={askedOf(drawn)} lang={lang} />
      <details>
        <summary>{say(PRACTICE.open, lang)}</summary>
        <Explained drawn={drawn} response={undefined} lang={lang} />
      </details>
    </div>
  )
}

/** What there is to choose from, to think about before the answer is opened. */
function Choice({ asked, lang }: { asked: Asked; lang: Lang }): JSX.Element | null {
  if (asked.kind === 'numeric' || asked.kind === 'short') return null
  return (
    <>
      {asked.kind === 'match' && <ul>{asked.lefts.map((text) => <li>{text[lang]}</li>)}</ul>}
      {asked.kind === 'match' && <p>{say(PRACTICE.with, lang)}</p>}
      <ul>{asked.shown.map((text) => <li>{text[lang]}</li>)}</ul>
    </>
  )
}
