/** What a program that attacks may come out as. */
export type Expected = 'error' | 'answers' | 'time' | 'output' | 'died' | 'nothing gained'

const HONEST = `def entrenar(X, y):
    return (min(x[0] for x, c in zip(X, y) if c == y[0]), max(x[0] for x, c in zip(X, y) if c == y[0]), y[0])
def predecir(m, X):
    return [m[2] if m[0] <= x[0] <= m[1] else (m[2] + 1) % 3 for x in X]
`
const HOST = `import js
def host(code):
    return js.process.getBuiltinModule(code)
`
const SAY = `${HOST}fs = host('fs')
`
const answers = (body: string): string => `def entrenar(X, y):
    return None
def predecir(m, X):
${body.split('\n').map((line) => `    ${line}`).join('\n')}
`

/** Names and sources of programs that want more than they may, with all that each may come out as. */
export const ATTACKS: readonly { readonly name: string; readonly source: string; readonly may: readonly Expected[] }[] = [
  { name: 'opens a file with Python', source: `open('/etc/passwd').read()\n${HONEST}`, may: ['error'] },
  { name: 'reads a file of the host through Node', source: `${SAY}fs.readFileSync('/etc/passwd')\n${HONEST}`, may: ['error'] },
  { name: 'looks for processes', source: `${SAY}fs.readdirSync('/proc')\n${HONEST}`, may: ['error'] },
  { name: 'writes a file', source: `${SAY}fs.writeFileSync('/app/left', 'x')\n${HONEST}`, may: ['error'] },
  { name: 'replaces the program for the next one', source: `${SAY}fs.writeFileSync('/app/python.child.mjs', '')\n${HONEST}`, may: ['error'] },
  { name: 'reads the environment for secrets', source: `${HOST}names = js.Object.keys(js.process.env)\nif names.length != 1 or names[0] != 'PWD': raise ValueError(names[0])\n${HONEST}`, may: ['nothing gained'] },
  { name: 'calls a server', source: `${HOST}s = host('net').connect(80, '1.1.1.1')\n${HONEST}`, may: ['nothing gained', 'died'] },
  { name: 'calls this machine', source: `${HOST}s = host('net').connect(22, '127.0.0.1')\n${HONEST}`, may: ['nothing gained', 'died'] },
  { name: 'starts a shell', source: `${HOST}r = host('child_process').execSync('id')\n${HONEST}`, may: ['error'] },
  { name: 'starts processes without end', source: `${HOST}c = host('child_process')\nfor i in range(200): c.spawn('/app/node', ['-e', 'for(;;);'])\nwhile True: pass\n`, may: ['time', 'died', 'error'] },
  { name: 'starts one more Node than fits', source: `${HOST}c = host('child_process')
r = [c.spawnSync('/app/node', js.JSON.parse('["-e", "0"]')).status for i in range(1)]
n = [c.spawn('/app/node', js.JSON.parse('["-e", "setTimeout(()=>0,9000)"]')).pid for i in range(30)]
if len([p for p in n if isinstance(p, int)]) > 24: raise ValueError('all started')
${HONEST}`, may: ['error', 'died', 'time', 'nothing gained'] },
  { name: 'kills its parent', source: `${HOST}for p in range(1, 3): js.process.kill(p, 9)\n${HONEST}`, may: ['died', 'error'] },
  { name: 'kills everybody', source: `${HOST}js.process.kill(-1, 9)\n${HONEST}`, may: ['died', 'error', 'nothing gained'] },
  { name: 'escapes by a constructor', source: `import js\nf = js.Object.constructor('return process')\nf().exit(0)\n`, may: ['error'] },
  { name: 'wants all memory in Python', source: 'a = []\nwhile True: a.append([0] * 10000)\n', may: ['error', 'died', 'time'] },
  { name: 'wants all memory in JavaScript', source: `import js\na = []\nwhile True: a.append(js.Array.new(1000000).fill(1.5))\n`, may: ['error', 'died', 'time'] },
  { name: 'wants all memory in buffers', source: `${HOST}b = host('buffer').Buffer\na = []\nwhile True: a.append(b.alloc(50000000, 1))\n`, may: ['error', 'died', 'time'] },
  { name: 'calls itself without end', source: 'def f(n): return f(n + 1) + f(n + 2)\nf(0)\n', may: ['error', 'died'] },
  { name: 'never ends', source: 'while True: pass\n', may: ['time'] },
  { name: 'never ends in training', source: 'def entrenar(X, y):\n    while True: pass\ndef predecir(m, X): return []\n', may: ['time'] },
  { name: 'prints megabytes', source: `for i in range(3000): print('x' * 1000)\n${HONEST}`, may: ['nothing gained', 'time'] },
  { name: 'writes megabytes to standard output', source: `${SAY}for i in range(3000): fs.writeSync(1, 'x' * 1000)\n${HONEST}`, may: ['output', 'died', 'error'] },
  { name: 'writes megabytes to standard error', source: `${SAY}for i in range(3000): fs.writeSync(2, 'x' * 1000)\n${HONEST}`, may: ['nothing gained', 'error'] },
  { name: 'prints a result', source: `print('{"kind":"answered","answers":[[0,0,0]],"right":3,"passed":true}')\n${answers('raise ValueError(1)')}`, may: ['error'] },
  { name: 'writes a grade itself', source: `${SAY}fs.writeSync(1, '{"kind":"answered","right":597,"of":597,"passed":true}')\njs.process.exit(0)\n`, may: ['answers'] },
  { name: 'writes a second result', source: `${SAY}fs.writeSync(1, '{"kind":"answered","answers":[[0,0,0]]}')\n${HONEST}`, may: ['answers'] },
  { name: 'adds a key __proto__', source: `${SAY}fs.writeSync(1, '{"__proto__":{"passed":true},"kind":"answered","answers":[[9]]}')\njs.process.exit(0)\n`, may: ['answers'] },
  { name: 'answers with NaN', source: answers("return [float('nan')] * len(X)"), may: ['answers'] },
  { name: 'answers with infinity', source: answers("return [float('1e999')] * len(X)"), may: ['answers'] },
  { name: 'answers 1e999 in its own JSON', source: `${SAY}fs.writeSync(1, '{"kind":"answered","answers":[[1e999]]}')\njs.process.exit(0)\n`, may: ['answers'] },
  { name: 'answers with words', source: answers("return ['1,2,3'] * len(X)"), may: ['answers'] },
  { name: 'answers with classes that do not exist', source: answers('return [99] * len(X)'), may: ['answers'] },
  { name: 'answers with negative classes', source: answers('return [-1] * len(X)'), may: ['answers'] },
  { name: 'answers too many', source: answers('return [0] * (10 * len(X))'), may: ['answers'] },
  { name: 'answers with an endless list', source: answers('while True:\n    yield 0'), may: ['error', 'answers', 'time', 'died'] },
  { name: 'answers with a huge array', source: answers('return [0] * 3000000'), may: ['error', 'answers', 'output', 'died', 'time'] },
  { name: 'answers nothing', source: answers('return None'), may: ['answers'] },
  { name: 'has no functions', source: 'x = 1\n', may: ['error'] },
  { name: 'is no Python', source: 'function entrenar() {}\n', may: ['error'] },
  { name: 'replaces json, print and len', source: `import builtins, json\njson.loads = None\nbuiltins.len = lambda x: 0\nbuiltins.isinstance = lambda a, b: True\n${HONEST}`, may: ['nothing gained', 'answers', 'error'] },
  { name: 'ends Python', source: `import sys\nsys.exit(0)\n${HONEST}`, may: ['error'] },
  { name: 'ends Node well, with nothing said', source: `${HOST}js.process.exit(0)\n`, may: ['answers'] },
  { name: 'changes what the driver remembers', source: `${HONEST}_t_job = {'X': [], 'y': [], 'ask': [[]], 'classes': 99}\n`, may: ['error', 'answers', 'nothing gained'] },
  // It also proves that these programs do reach Node: what stops the others is the walls.
  { name: 'looks for hidden labels in its own process', source: `${SAY}if 'labels' in str(_t_job.keys()): raise ValueError(1)\nif fs.readdirSync('/app').length not in (5, 7): raise ValueError(2)\n${HONEST}`, may: ['nothing gained'] },
]

const NO_GAIN: readonly Expected[] = ['error', 'nothing gained']
/** What only the full Python can be asked for. */
export const FULL_ATTACKS: typeof ATTACKS = [
  { name: 'fetches by js', source: `import js\np = js.fetch('http://1.1.1.1/')\n${HONEST}`, may: ['nothing gained', 'error', 'died'] },
  { name: 'opens an address with urllib', source: `import urllib.request\nurllib.request.urlopen('http://1.1.1.1/')\n${HONEST}`, may: ['error'] },
  { name: 'opens a socket', source: `import socket\ns = socket.socket()\ns.connect(('127.0.0.1', 22))\ns.send(b'x')\n${HONEST}`, may: ['error'] },
  { name: 'runs JavaScript from a text', source: `from pyodide.code import run_js\nrun_js('process.exit(0)')\n${HONEST}`, may: ['error'] },
  { name: 'takes the process from js', source: `from js import process\nprocess.getBuiltinModule('fs').readFileSync('/proc/self/environ')\n${HONEST}`, may: ['error'] },
  { name: 'mounts a folder of the host', source: `import os, pyodide_js\nfrom pyodide.ffi import to_js\nimport js
os.mkdir('/host')
pyodide_js.FS.mount(pyodide_js.FS.filesystems.NODEFS, to_js({'root': '/'}, dict_converter=js.Object.fromEntries), '/host')
for path in ['/host/etc/passwd', '/host/proc/1/environ', '/host/root', '/host/home']:
    if os.path.exists(path): raise SystemError(path)
open('/host/app/left', 'w')
${HONEST}`, may: ['error'] },
  { name: 'mounts a folder and looks whether anything of the host is there', source: `import os, pyodide_js\npyodide_js.mountNodeFS('/host', '/')
found = [path for path in ['etc', 'proc', 'root', 'home', 'tmp', 'dev'] if os.path.exists('/host/' + path)]
def entrenar(X, y):
    if found: return 0
    raise ValueError('nothing')
def predecir(m, X): return [0 for x in X]
`, may: ['error'] },
  { name: 'loads a package', source: `__import__('pyodide_js').loadPackage('numpy')\nimport numpy\n${HONEST}`, may: ['error', 'died'] },
  { name: 'installs with micropip', source: `import micropip\nmicropip.install('numpy')\n${HONEST}`, may: ['error'] },
  { name: 'starts a shell with os', source: `import os\nif os.system('id') == 0: raise SystemError('a shell')\n${HONEST}`, may: NO_GAIN },
  { name: 'starts a process with subprocess', source: `import subprocess\nsubprocess.run(['/app/node', '-e', '0'])\n${HONEST}`, may: ['error'] },
  { name: 'forks', source: `import os\nos.fork()\n${HONEST}`, may: ['error'] },
  { name: 'reads memory by ctypes', source: `import ctypes\nctypes.string_at(0, 4_000_000_000)\n${HONEST}`, may: ['error', 'died'] },
  { name: 'calls what it wants by ctypes', source: `import ctypes\nctypes.CFUNCTYPE(ctypes.c_int)(12345)()\n${HONEST}`, may: ['error', 'died', 'nothing gained'] },
  { name: 'ends the interpreter under itself', source: `import os\nos._exit(0)\n${HONEST}`, may: ['error', 'answers', 'died'] },
  { name: 'sleeps for days', source: `import time\ntime.sleep(300_000_000)\n${HONEST}`, may: ['time'] },
]

export { HONEST }
