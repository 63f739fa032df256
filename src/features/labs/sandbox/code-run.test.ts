import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAnswers } from './code-run.ts'
import { findForm, formSentence, type Machine } from './form.ts'

const read = (text: string) => readAnswers({ kind: 'output', text }, 10, 3)
const notAnswers = { kind: 'failed', why: 'answers', line: null }

test('only whole numbers of the classes, as many as were asked, count as answers', () => {
  assert.deepEqual(read('{"kind":"answered","answers":[[0,9,5]]}\n'), { kind: 'answered', answers: [0, 9, 5] })
  const others = [
    '', '{', 'null', '[]', '"answered"', '{"kind":"answered"}', '{"kind":"answered","answers":[]}', '{"kind":"answered","answers":[[0,9]]}',
    '{"kind":"answered","answers":[[0,9,5,1]]}', '{"kind":"answered","answers":[[0,9,5],[1]]}', '{"kind":"answered","answers":[[0,9,10]]}',
    '{"kind":"answered","answers":[[0,9,-1]]}', '{"kind":"answered","answers":[[0,9,1.5]]}', '{"kind":"answered","answers":[[0,9,1e999]]}',
    '{"kind":"answered","answers":[[0,9,NaN]]}', '{"kind":"answered","answers":[[0,9,"5"]]}', '{"kind":"answered","answers":[[0,9,null]]}',
    '{"kind":"answered","answers":[[0,9,5]],"right":597}', '{"__proto__":{"right":597},"kind":"answered","answers":[[0,9,5]]}',
    '{"kind":"answered","answers":[{"0":0,"1":9,"2":5,"length":3}]}', '{"kind":"answered","answers":[[0,9,5]]}{"kind":"answered","answers":[[0,9,5]]}',
  ]
  for (const text of others) assert.deepEqual(read(text), notAnswers, text)
})

test('a program that stopped tells its line and nothing else of what it says', () => {
  const failed = (line: unknown) => JSON.stringify({ kind: 'failed', stage: 'train', error: 'ValueError', message: 'row 5 is an 8', line })
  assert.deepEqual(read(failed(4)), { kind: 'failed', why: 'error', line: 4 })
  for (const line of [0, -1, 1e9, 1.5, 'x', null]) assert.deepEqual(read(failed(line)), { kind: 'failed', why: 'error', line: null })
  assert.deepEqual(readAnswers({ kind: 'stopped', why: 'time', said: 'x' }, 10, 3), { kind: 'failed', why: 'time', line: null })
})

const machine: Machine = { platform: 'linux', uid: 1000, programs: { bwrap: '/bin/false', prlimit: '/bin/false' }, user: null, files: [] }
const why = async (change: Partial<Machine>): Promise<string> => {
  const form = await findForm({ ...machine, ...change })
  assert.equal(form.kind, 'refused')
  return formSentence(form).en
}

test('where the sandbox cannot be had the labs of code are closed, and the sentence says what is missing', async () => {
  assert.match(await why({ platform: 'darwin' }), /need Linux/)
  assert.match(await why({ programs: { bwrap: null, prlimit: '/bin/false' } }), /bubblewrap is missing/)
  assert.match(await why({ programs: { bwrap: '/bin/false', prlimit: null } }), /util-linux is missing/)
  assert.match(await why({ files: ['/nowhere/micropython.wasm'] }), /micropython\.wasm is missing/)
  assert.match(await why({ uid: 0 }), /runs as root and the user yachay-sandbox is missing/)
  assert.match(await why({}), /the trial of bubblewrap on this machine failed/, 'programs that are there but do not hold are found out')
})
