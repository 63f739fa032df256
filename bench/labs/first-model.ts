import { rmSync } from 'node:fs'
import { firstModel, type Moment } from '../../scripts/old-phone/moments.ts'
import { learner, openPhonePlace } from '../../scripts/old-phone/place.ts'
import { contentWithLabs } from '../../test/with-lab.ts'
import type { Figure } from '../main.ts'

/** What Moodle 4.5.1's login page alone takes in the same conditions: ../shared/ANCHORS.md, section 6. */
const MOODLE_S = 25.6

/** On a phone of 360 px that has nothing yet, at a quarter of the CPU (main thread), 400 kbit/s, 400 ms: from the tap to the first model. */
export async function firstModels(labs: readonly string[]): Promise<Figure[]> {
  const contentDir = contentWithLabs(labs)
  const place = await openPhonePlace(contentDir)
  try {
    const figures: Figure[] = []
    for (const lab of labs) figures.push(figureOf(await firstModel(place, await learner(place, 'Rosa Quispe Mamani', 'noche-1'), lab)))
    return figures
  } finally {
    await place.close()
    rmSync(contentDir, { recursive: true, force: true })
  }
}

function figureOf({ what, paint, usable, script, line }: Moment): Figure {
  const s = (seconds: number | null): string => `${seconds?.toFixed(1) ?? '?'} s`
  return {
    item: `cold phone: ${what}`,
    figure: `${s(usable)} from the tap (first paint ${s(paint)}); ${(line / 1024).toFixed(0)} KB on the line in all, script ${(script / 1024).toFixed(0)} KB`,
    target: `< ${MOODLE_S} s, in which Moodle shows its login page`, met: usable !== null && usable < MOODLE_S,
  }
}
