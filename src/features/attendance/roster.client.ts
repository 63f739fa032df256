// The office roster: letters mark, arrows move. The form works without it.
import { listenToKeys } from './here/keys.ts'

const list = document.querySelector<HTMLElement>('#roster .roster')
if (list) listenToKeys(list)
