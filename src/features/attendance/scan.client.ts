import { whenOpen } from '../../web/phone/when-open.ts'

// A learner records her own attendance: the QR on the tutor's phone, by camera, or its six digits typed.
whenOpen(() => import('./here/learner.ts'))
