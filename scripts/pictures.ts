import { officePictures } from './pictures/office.ts'
import { labPictures } from './pictures/labs.ts'

// npm run pictures -- labs [id …]
// Opens each lab of labs/ (or those named) as a learner with a phone of 360 px and writes docs/pictures/labs/<id>-before.png and -after.png.
// npm run pictures -- office
// Fills an invented programme and writes docs/screens/<page>-360.png and -1280.png of the office's main pages.
const [what, ...ids] = process.argv.slice(2)
if (what === 'labs') process.exitCode = await labPictures(ids) ? 0 : 1
else if (what === 'office') process.exitCode = await officePictures() ? 0 : 1
else {
  console.error('usage: npm run pictures -- labs [id …] | office')
  process.exitCode = 2
}
