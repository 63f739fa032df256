/** What a program that attacks may come out as. */
type Expected = 'error' | 'answers' | 'time' | 'died' | 'nothing gained'

const decide = (body: string): string => `function decide(s) { ${body} }`
const HONEST = 'return s.espera'

/** Names and sources of policies that want more than they may, with all that each may come out as. */
export const POLICY_ATTACKS: readonly { readonly name: string; readonly source: string; readonly may: readonly Expected[] }[] = [
  { name: 'never ends', source: decide('for (;;) {}'), may: ['error'] },
  { name: 'never ends before it begins', source: 'for (;;) {}', may: ['error'] },
  { name: 'never ends where nobody counts', source: decide('return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)'), may: ['time'] },
  { name: 'wants all memory', source: decide('const a = []; for (;;) a.push("x".repeat(9000) + a.length)'), may: ['error'] },
  { name: 'makes huge strings', source: decide('let s = "x"; for (;;) s += s'), may: ['error'] },
  { name: 'calls itself without end', source: decide('return decide(s) + 1'), may: ['error'] },
  { name: 'nests without end', source: decide('return eval("[".repeat(1e6))'), may: ['error'] },
  { name: 'imports a module', source: `import fs from 'fs'; ${decide(HONEST)}`, may: ['error'] },
  { name: 'imports one while it runs', source: decide(`import('fs').then((fs) => fs.writeFileSync('/app/x', '')); ${HONEST}`), may: ['nothing gained'] },
  { name: 'asks the network', source: decide('return fetch("http://1.1.1.1")'), may: ['error'] },
  { name: 'asks the process', source: decide('return process.exit(0)'), may: ['error'] },
  { name: 'escapes by a constructor', source: decide('return decide.constructor("return process")().pid'), may: ['error'] },
  { name: 'escapes by what it is given', source: decide('return s.constructor.constructor("return process")().pid'), may: ['error'] },
  { name: 'escapes by the one who calls', source: decide('return decide.caller.constructor("return process")().pid'), may: ['error'] },
  { name: 'pollutes every prototype', source: `for (const C of [Object, Array, Function, Number, String]) { C.prototype.length = 0; C.prototype.weight = 0; C.prototype.toString = () => { throw 1 } } ${decide(HONEST)}`, may: ['nothing gained', 'error'] },
  { name: 'sets traps for the numbers it is given', source: `Object.defineProperty(Object.prototype, 'espera', { set() { throw 1 } }); ${decide(HONEST)}`, may: ['nothing gained'] },
  { name: 'changes what it is given', source: decide('const e = s.espera; for (const k in s) s[k] = 0; return e'), may: ['nothing gained'] },
  { name: 'answers with NaN', source: decide('return NaN'), may: ['answers'] },
  { name: 'answers with an object that is a number', source: decide('return { valueOf() { return 1 } }'), may: ['answers'] },
  { name: 'answers with a getter', source: decide('return { get value() { for (;;) {} } }'), may: ['answers'] },
  { name: 'answers with a Proxy', source: decide('return new Proxy({}, {})'), may: ['error'] },
  { name: 'answers with a promise', source: 'async function decide() { return 1 }', may: ['answers'] },
  { name: 'loops in promises', source: `const again = () => Promise.resolve().then(again); again(); ${decide(HONEST)}`, may: ['nothing gained'] },
  { name: 'prints a result', source: decide('return print(\'{"kind":"decided","lists":[]}\')'), may: ['error'] },
  { name: 'throws what it saw of hidden weeks', source: decide('throw new Error(JSON.stringify(s))'), may: ['error'] },
  { name: 'keeps what it saw for the next week', source: `globalThis.weeks = (globalThis.weeks ?? 0) + 1; Object.prototype.weeks = weeks; ${decide('if (weeks > 1 || s.weeks > 1) return 5 * s.suyo + s.peso; return s.espera')}`, may: ['nothing gained'] },
]
