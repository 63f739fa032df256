import { say, type Lang } from '../../lib/text.ts'
import { MESSAGE } from './words.ts'

export const MESSAGES = ['hello', 'first-step', 'missed-class', 'call-me'] as const
export type Message = (typeof MESSAGES)[number]

export interface Link {
  readonly message: Message
  readonly text: string
  readonly whatsapp: string
  readonly sms: string
}

/**
 * Links that open the tutor's own WhatsApp or SMS with a fixed text. In the text there is no name, no course and no document:
 * who reads over her shoulder, or holds her phone, learns nothing of her. `phone`: +519XXXXXXXX.
 */
export function linksTo(phone: string, lang: Lang): Link[] {
  return MESSAGES.map((message) => {
    const text = say(MESSAGE[message], lang)
    const asked = encodeURIComponent(text)
    return { message, text, whatsapp: `https://wa.me/${phone.slice(1)}?text=${asked}`, sms: `sms:${phone}?body=${asked}` }
  })
}
