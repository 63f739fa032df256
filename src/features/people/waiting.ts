import { Problem } from '../../lib/problem.ts'
import type { Text } from '../../lib/text.ts'

/** "4 minutos": seconds under a minute, else whole minutes, rounded up so that the promise is kept. */
export function shownWait(seconds: number): Text {
  if (seconds < 60) return { es: seconds === 1 ? '1 segundo' : `${seconds} segundos`, en: seconds === 1 ? '1 second' : `${seconds} seconds` }
  const minutes = Math.ceil(seconds / 60)
  return { es: minutes === 1 ? '1 minuto' : `${minutes} minutos`, en: minutes === 1 ? '1 minute' : `${minutes} minutes` }
}

export function tooManyTries(seconds: number): Problem {
  const wait = shownWait(seconds)
  return new Problem(429, 'too-many-tries', {
    es: `Hubo varios intentos que no coincidieron. Espera ${wait.es} y vuelve a intentar. Si olvidaste tu clave, pide a tu sede un código para cambiarla.`,
    en: `Several tries did not match. Wait ${wait.en} and try again. If you forgot your PIN, ask your centre for a code to change it.`,
  }, [], { 'Retry-After': String(seconds) })
}
