declare module 'pyodide/pyodide.mjs' {
  import type { LoadPyodide } from '../../sandbox/full-python.ts'
  export const loadPyodide: LoadPyodide
}
declare module 'pyodide/pyodide.asm.mjs' {
  const createPyodideModule: unknown
  export default createPyodideModule
}
