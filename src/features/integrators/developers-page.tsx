import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { OPERATIONS, opens } from './api/document.ts'
import { PROBLEMS, TAGS, type Answer, type Operation, type Parameter } from './api/operation.ts'
import { EXAMPLE_STATEMENT } from './api/statements.ts'
import { TRY } from './try-words.ts'
import { WORDS as W } from './words.ts'

export interface DevelopersView { readonly publicUrl: string; readonly programme: string; readonly lang: Lang }

/** What other systems can ask of us, for whoever writes them. The list is that of the OpenAPI document. */
export function DevelopersPage({ publicUrl, programme, lang }: DevelopersView): JSX.Element {
  return (
    <>
      <h1>{say(W.title, lang)}</h1>
      <section>
        <h2>{say(W.what, lang)}</h2>
        <ul>{W.sentences.map((sentence) => <li>{say(sentence, lang)}</li>)}</ul>
      </section>
      <section>
        <h2>{say(W.key, lang)}</h2>
        <p>{say(W.keyText, lang)}</p>
      </section>
      <section>
        <h2>{say(W.example, lang)}</h2>
        <p>{say(W.exampleText, lang)}</p>
        <pre tabindex={0}>{curlExample(publicUrl, programme, lang)}</pre>
      </section>
      <section>
        <h2>{say(W.files, lang)}</h2>
        <ul class="plain">
          <li><a href={`/xapi/openapi.json?lang=${lang}`}>{say(W.openApi, lang)}</a></li>
          <li><a href="/profile">{say(W.profileLink, lang)}</a></li>
        </ul>
      </section>
      <section>
        <h2>{say(W.try, lang)}</h2>
        <p>{say(W.tryText, lang)}</p>
        <div id="try-api" data-lang={lang} data-api={`/xapi/openapi.json?lang=${lang}`}><p class="quiet-text">{say(W.tryNeeds, lang)}</p></div>
      </section>
      <section>
        <h2>{say(W.operations, lang)}</h2>
        {Object.entries(TAGS).map(([tag, text]) => (
          <>
            <h3>{say(text, lang)}</h3>
            {OPERATIONS.filter((o) => o.tag === tag).map((operation) => <OperationDetails operation={operation} lang={lang} />)}
          </>
        ))}
      </section>
    </>
  )
}

function curlExample(publicUrl: string, programme: string, lang: Lang): string {
  return [
    `curl ${publicUrl}/xapi/${programme}/statements \\`,
    `  -u "$${say(W.keyWord, lang)}:$${say(TRY.secretWord, lang)}" \\`,
    "  -H 'X-Experience-API-Version: 1.0.3' \\",
    "  -H 'Content-Type: application/json' \\",
    `  -d '${JSON.stringify(EXAMPLE_STATEMENT, null, 2)}'`,
  ].join('\n')
}

function OperationDetails({ operation, lang }: { operation: Operation; lang: Lang }): JSX.Element {
  const { method, path, id, summary, tells, parameters, body, answers } = operation
  return (
    <details class="card" id={id}>
      <summary>{say(summary, lang)}<br /><code>{method.toUpperCase()} {path}</code></summary>
      {tells && <p>{say(tells, lang)}</p>}
      <Needs operation={operation} lang={lang} />
      {parameters.length > 0 && (
        <>
          <h4>{say(W.parameters, lang)}</h4>
          <dl class="points">{parameters.map((p) => <ParameterPoint parameter={p} lang={lang} />)}</dl>
        </>
      )}
      {body && <><h4>{say(W.body, lang)}</h4><p>{say(body.tells, lang)} <code>{Object.keys(body.content).join(', ')}</code></p></>}
      <h4>{say(W.answers, lang)}</h4>
      <dl class="points">{Object.entries(answers).map(([status, answer]) => <><dt><code>{status}</code></dt><dd>{answerText(answer, lang)}</dd></>)}</dl>
    </details>
  )
}

function Needs({ operation, lang }: { operation: Operation; lang: Lang }): JSX.Element {
  if (operation.scopes === null) return <p>{say(W.openToAll, lang)}</p>
  if (operation.scopes === 'secret') return <p>{say(W.secretOnly, lang)}</p>
  return <p>{say(W.scopes, lang)} <code>{opens(operation).join(', ')}</code></p>
}

function ParameterPoint({ parameter, lang }: { parameter: Parameter; lang: Lang }): JSX.Element {
  return (
    <>
      <dt><code>{parameter.name}</code>{parameter.required && <> <span class="tag">{say(W.needed, lang)}</span></>}</dt>
      <dd>{say(parameter.tells, lang)}</dd>
    </>
  )
}

function answerText(answer: Answer, lang: Lang): string {
  return say('problem' in answer ? PROBLEMS[answer.problem].tells : answer.tells, lang)
}
