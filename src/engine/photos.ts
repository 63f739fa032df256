/** Grey photos of one size, each with the class it shows. */
export interface Photos {
  readonly rows: number
  readonly columns: number
  /** How many classes there are; labels go from 0 to classes - 1. */
  readonly classes: number
  /** One learns from the first so many only; the others are for practice. All of them where one's own part is drawn from the whole. */
  readonly learnable: number
  /** Photo after photo, row after row, one byte a pixel, 0 black to 255 white. */
  readonly images: Uint8Array
  /** One class per photo. */
  readonly labels: Int32Array
}

const HEAD = 16
const MAGIC = [0x59, 0x46, 0x54, 0x31] // YFT1

/**
 * Reads a file of photos. 16 bytes: "YFT1", bits of a pixel (4 or 8), rows, columns, classes, then as little-endian uint32 the number of photos
 * and how many of them, from the first, one may learn from. Then a byte each for the classes. Then photo after photo, row after row; with 4
 * bits two pixels a byte, the first in the upper half, each 17 grey levels a step, and a photo of odd size fills its last byte with 0.
 * Throws an Error that says what is wrong, with the number of the photo from 1.
 */
export function readPhotos(bytes: Uint8Array): Photos {
  if (bytes.length < HEAD || MAGIC.some((byte, i) => bytes[i] !== byte)) throw new Error('not a file of photos: it does not begin with YFT1')
  const [bits, rows, columns, classes] = [bytes[4]!, bytes[5]!, bytes[6]!, bytes[7]!]
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [count, learnable] = [view.getUint32(8, true), view.getUint32(12, true)]
  if (bits !== 4 && bits !== 8) throw new Error(`a pixel has ${bits} bits, not 4 or 8`)
  if (rows < 2 || columns < 2 || classes < 2) throw new Error('photos are at least 2 by 2, of at least two classes')
  if (learnable < 1 || learnable > count) throw new Error(`one may learn from ${learnable} of ${count} photos`)
  const size = rows * columns
  const each = bits === 8 ? size : Math.floor((size + 1) / 2)
  if (bytes.length !== HEAD + count * (1 + each)) throw new Error(`${count} photos take ${HEAD + count * (1 + each)} bytes, not ${bytes.length}`)
  const labels = new Int32Array(count)
  const images = new Uint8Array(count * size)
  for (let n = 0; n < count; n += 1) {
    labels[n] = bytes[HEAD + n]!
    if (labels[n]! >= classes) throw new Error(`photo ${n + 1}: no class ${labels[n]}`)
    const from = HEAD + count + n * each
    for (let i = 0; i < size; i += 1) images[n * size + i] = bits === 8 ? bytes[from + i]! : 17 * half(bytes[from + Math.floor(i / 2)]!, i)
  }
  return { rows, columns, classes, learnable, images, labels }
}

function half(byte: number, i: number): number {
  return i % 2 === 0 ? byte >>> 4 : byte & 15
}

/** The file of photos, see readPhotos. With 4 bits each grey becomes the nearest of sixteen. */
export function photosFile(photos: Photos, bits: 4 | 8): Uint8Array {
  const { rows, columns, classes, learnable, images, labels } = photos
  const size = rows * columns
  const each = bits === 8 ? size : Math.floor((size + 1) / 2)
  const bytes = new Uint8Array(HEAD + labels.length * (1 + each))
  bytes.set([...MAGIC, bits, rows, columns, classes])
  const view = new DataView(bytes.buffer)
  view.setUint32(8, labels.length, true)
  view.setUint32(12, learnable, true)
  for (let n = 0; n < labels.length; n += 1) {
    bytes[HEAD + n] = labels[n]!
    const to = HEAD + labels.length + n * each
    for (let i = 0; i < size; i += 1) {
      const grey = images[n * size + i]!
      if (bits === 8) bytes[to + i] = grey
      else bytes[to + Math.floor(i / 2)] = bytes[to + Math.floor(i / 2)]! | (Math.floor((grey + 8) / 17) << (i % 2 === 0 ? 4 : 0))
    }
  }
  return bytes
}

/** The photos at the given places, in that order; one may learn from all of them. */
export function photosAt(photos: Photos, places: ArrayLike<number>): Photos {
  const size = photos.rows * photos.columns
  const images = new Uint8Array(places.length * size)
  const labels = new Int32Array(places.length)
  for (let i = 0; i < places.length; i += 1) {
    images.set(photos.images.subarray(places[i]! * size, (places[i]! + 1) * size), i * size)
    labels[i] = photos.labels[places[i]!]!
  }
  return { ...photos, learnable: places.length, images, labels }
}

/** Images of half the height and width: each pixel the mean of 2 × 2, rounded. An odd last row or column is left out. */
export function halved(images: Uint8Array, rows: number, columns: number): Uint8Array {
  const [high, wide] = [Math.floor(rows / 2), Math.floor(columns / 2)]
  const count = images.length / (rows * columns)
  const small = new Uint8Array(count * high * wide)
  let to = 0
  for (let n = 0; n < count; n += 1) {
    for (let r = 0; r < high; r += 1) {
      for (let c = 0; c < wide; c += 1, to += 1) {
        const at = (n * rows + 2 * r) * columns + 2 * c
        small[to] = Math.floor((images[at]! + images[at + 1]! + images[at + columns]! + images[at + columns + 1]! + 2) / 4)
      }
    }
  }
  return small
}
