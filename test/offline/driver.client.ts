// The phone's own code, for tests that drive it from inside a page: nothing of it is changed, it is only given a name.
import * as carry from '../../src/web/phone/carry.ts'
import * as own from '../../src/web/phone/own.ts'
import * as profile from '../../src/web/phone/profile.ts'
import * as send from '../../src/web/phone/send.ts'
import * as store from '../../src/web/phone/store.ts'

Object.assign(window, { phone: { ...own, ...profile, ...send, ...carry, store } })
