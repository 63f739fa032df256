import { whenOpen } from '../../web/phone/when-open.ts'

// The tutor's roster, with or without signal.
whenOpen(() => import('./here/tutor.ts'))
