import { enrolmentHere } from '../../web/phone/take.ts'
import { whenOpen } from '../../web/phone/when-open.ts'

const first = document.getElementById('sealed-open')

// Under /take/… the page is nobody's: it says where to open it from.
if (enrolmentHere()) {
  const place = document.getElementById('sealed-quiz')
  if (first && place) place.replaceChildren(first)
  if (first) first.hidden = false
  whenOpen(() => import('./here/sealed-quiz.tsx'))
}
