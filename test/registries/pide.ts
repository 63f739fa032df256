import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { NO_REGISTRIES, type RegistrySettings } from '../../src/lib/registry-settings.ts'

/** Somebody whom the stand-in knows. */
export interface Registered {
  readonly surnames: readonly [string, string]
  readonly given: string
  readonly restriction?: string
}

/** A server that answers as RENIEC and Migraciones do through PIDE, with all that we must throw away. */
export interface PideStandIn {
  readonly settings: RegistrySettings
  readonly people: Map<string, Registered>
  /** Bodies that came, newest last. */
  readonly asked: object[]
  /** What it does with the next questions instead of answering: a status, a text, a redirect, or silence. */
  instead: ((request: IncomingMessage, response: ServerResponse) => void) | null
  readonly close: () => Promise<void>
}

const PASSWORD = 'clave de la entidad'

export async function openPide(): Promise<PideStandIn> {
  const people = new Map<string, Registered>()
  const asked: object[] = []
  const server = createServer((request, response) => {
    if (standIn.instead) return standIn.instead(request, response)
    let text = ''
    request.on('data', (part) => { text += String(part) }).on('end', () => {
      const body = JSON.parse(text) as { PIDE: Record<string, string> }
      asked.push(body)
      response.setHeader('content-type', 'application/json').end(JSON.stringify(request.url?.startsWith('/reniec') ? reniec(people, body.PIDE) : migraciones(people, body.PIDE)))
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const standIn: PideStandIn = {
    people, asked, instead: null,
    settings: {
      ...NO_REGISTRIES, relays: [origin],
      reniec: { url: `${origin}/reniec?out=json`, dni: '10117410', ruc: '20131312955', password: PASSWORD },
      migraciones: { url: `${origin}/migraciones?out=json`, user: 'entidad', password: PASSWORD, ip: '192.0.2.1' },
    },
    close: async () => { server.closeAllConnections(); await new Promise((resolve) => { server.close(resolve) }) },
  }
  return standIn
}

function reniec(people: ReadonlyMap<string, Registered>, asked: Record<string, string>): object {
  const answer = (coResultado: string, datosPersona: object | null = null): object => ({ consultarResponse: { return: { coResultado, datosPersona, deResultado: 'texto' } } })
  if (asked.password !== PASSWORD || asked.nuRucUsuario !== '20131312955') return answer('1001')
  const found = people.get(asked.nuDniConsulta ?? '')
  if (!found) return answer('0999')
  if (found.restriction === 'menor') return answer('0001')
  return answer('0000', {
    apPrimer: found.surnames[0], apSegundo: found.surnames[1], prenombres: found.given, restriccion: found.restriction ?? 'NINGUNA',
    estadoCivil: 'SOLTERO', direccion: 'JR. SECRETO 123', ubigeo: 'PUNO/SAN ROMAN/JULIACA', foto: 'A'.repeat(40_000),
  })
}

function migraciones(people: ReadonlyMap<string, Registered>, asked: Record<string, string>): object {
  const found = asked.password === PASSWORD ? people.get(asked.docconsulta ?? '') : undefined
  if (!found) return { codRespuesta: '0001', desRespuesta: 'NO EXISTE', datosPersonales: null }
  return { codRespuesta: '0000', desRespuesta: 'OK', datosPersonales: { apepaterno: found.surnames[0], apematerno: found.surnames[1], nombres: found.given, calmigratoria: 'RESIDENTE' } }
}
