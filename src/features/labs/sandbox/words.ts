import type { Text } from '../../../lib/text.ts'

export const FORM_NAME: Text = { es: 'Laboratorios de código', en: 'Labs of code' }

/** Which form of the sandbox is in force. */
export const FORM = {
  'own-user': {
    es: 'El código de las participantes corre en bubblewrap, con límites y bajo su propio usuario del sistema (yachay-sandbox).',
    en: "Learners' code runs in bubblewrap, with limits and under a system user of its own (yachay-sandbox).",
  },
  'ordinary-user': {
    es: 'El código de las participantes corre en bubblewrap, con límites, bajo el mismo usuario sin privilegios que este servidor.',
    en: "Learners' code runs in bubblewrap, with limits, under the same unprivileged user as this server.",
  },
} as const satisfies Record<string, Text>

/** Why labs of code are closed on this machine. Everything else runs. */
export const REFUSED = {
  linux: {
    es: 'Los laboratorios de código están cerrados: necesitan Linux, donde hay bubblewrap. Todo lo demás funciona.',
    en: 'Labs of code are closed: they need Linux, where there is bubblewrap. Everything else works.',
  },
  program: {
    es: 'Los laboratorios de código están cerrados: falta el programa {program}. Instálalo con: sudo apt-get install {program}. Todo lo demás funciona.',
    en: 'Labs of code are closed: the program {program} is missing. Install it with: sudo apt-get install {program}. Everything else works.',
  },
  file: {
    es: 'Los laboratorios de código están cerrados: falta el archivo {file}. Ejecuta: npm ci && npm run build. Todo lo demás funciona.',
    en: 'Labs of code are closed: the file {file} is missing. Run: npm ci && npm run build. Everything else works.',
  },
  user: {
    es: 'Los laboratorios de código están cerrados: este servidor corre como root y falta el usuario yachay-sandbox. Créalo con: useradd --system --user-group --no-create-home --shell /usr/sbin/nologin yachay-sandbox. Todo lo demás funciona.',
    en: 'Labs of code are closed: this server runs as root and the user yachay-sandbox is missing. Make it with: useradd --system --user-group --no-create-home --shell /usr/sbin/nologin yachay-sandbox. Everything else works.',
  },
  trial: {
    es: 'Los laboratorios de código están cerrados: la prueba de bubblewrap en esta máquina falló ({trouble}). Todo lo demás funciona.',
    en: 'Labs of code are closed: the trial of bubblewrap on this machine failed ({trouble}). Everything else works.',
  },
} as const satisfies Record<string, Text>
