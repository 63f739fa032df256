import { COSIGNATURE, parseKey, type NoteKey } from './tlog/note.ts'

/** An outside witness of the transparency logs: where it takes checkpoints, and the key it gave us. */
export interface WitnessSettings {
  /** Without a slash at the end. */
  readonly url: string
  readonly key: NoteKey
}

/** Reads LOG_WITNESSES: `<address> <key>` between commas. Throws an Error that names the wrong one. */
export function readWitnessSettings(env: NodeJS.ProcessEnv): WitnessSettings[] {
  return (env.LOG_WITNESSES ?? '').split(',').map((one) => one.trim()).filter(Boolean).map((one) => {
    const [url = '', text = '', ...more] = one.split(/\s+/)
    const key = parseKey(text)
    if (more.length > 0 || !/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) throw new Error(`LOG_WITNESSES: "${url}" is no address; write <address> <key>, the next one after a comma`)
    if (key?.type !== COSIGNATURE) throw new Error(`LOG_WITNESSES: what stands after ${url} is not the key of a witness; npm run witness prints it`)
    return { url: url.replace(/\/+$/, ''), key }
  })
}
