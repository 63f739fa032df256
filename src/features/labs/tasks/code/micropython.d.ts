declare module '@micropython/micropython-webassembly-pyscript/micropython.mjs' {
  import type { MicroPython } from '../../sandbox/python-run.ts'
  export function loadMicroPython(options: {
    heapsize: number; linebuffer: boolean; stdout: (bytes: Uint8Array) => void; stderr: (bytes: Uint8Array) => void; url?: string
  }): Promise<MicroPython>
}
