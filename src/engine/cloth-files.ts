import { photosFile, type Photos } from './photos.ts'
import { CLOTH_CLASSES, CLOTH_SIDE, simulateCloths, type Cloths } from './sim-cloth.ts'

/** Files of lab textil-defectos, 4 bits a pixel: 400 photos from the bench to learn from and 60 from the loom to practise on. */
export function publicCloths(): Uint8Array {
  const bench = simulateCloths('textil-defectos public bench', 400, 'bench')
  const loom = simulateCloths('textil-defectos public loom', 60, 'anywhere')
  const images = new Uint8Array(bench.images.length + loom.images.length)
  images.set(bench.images)
  images.set(loom.images, bench.images.length)
  const labels = new Int32Array(bench.labels.length + loom.labels.length)
  labels.set(bench.labels)
  labels.set(loom.labels, bench.labels.length)
  return photosFile(photosOf({ images, labels }, bench.labels.length), 4)
}

/** The 600 hidden photos of a secret seed, all from the loom. */
export function hiddenCloths(seed: string): Uint8Array {
  const cloths = simulateCloths(seed, 600, 'anywhere')
  return photosFile(photosOf(cloths, cloths.labels.length), 4)
}

function photosOf({ images, labels }: Cloths, learnable: number): Photos {
  return { rows: CLOTH_SIDE, columns: CLOTH_SIDE, classes: CLOTH_CLASSES.length, learnable, images, labels }
}
