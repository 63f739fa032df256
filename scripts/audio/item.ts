import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../src/lib/root.ts'
import { command, type ShowItem } from '../show/item.ts'

/** Every audio script of every course, really spoken; on a machine without the voices it says which packages are missing. */
export const audioItem: ShowItem = {
  item: 'each unit that has an audio script is spoken by Debian’s voices', target: 'a file for each script, 24 kbit/s in all (at most 24.5)', bench: true,
  run: async () => {
    const out = mkdtempSync(join(tmpdir(), 'yachay-audio-'))
    const rows = []
    try {
      for (const course of readdirSync(join(ROOT, 'courses'))) {
        const folder = join(ROOT, 'courses', course)
        const scripts = readdirSync(folder).filter((file) => file.endsWith('.audio.txt')).length
        if (scripts === 0) continue
        const { output, code } = await command(['scripts/run.mjs', 'scripts/audio.ts', folder, out])
        const last = output.trim().split('\n').at(-1) ?? ''
        const [, files, length, , rate] = /^(\d+) files in .* \| (\d+:\d\d) \| (\d+) \| ([\d.]+) \|/.exec(last) ?? []
        rows.push({ figure: code === 0 ? `${course}: ${files} files, ${length} minutes, ${rate} kbit/s` : last, met: code === 0 && Number(files) === scripts && Number(rate) <= 24.5 })
      }
    } finally {
      rmSync(out, { recursive: true, force: true })
    }
    return { figure: rows.map((r) => r.figure).join('; ') || 'no course has an audio script', met: rows.length > 0 && rows.every((r) => r.met) }
  },
}
