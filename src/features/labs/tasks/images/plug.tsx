import { ownPhotos } from '../../../../engine/images.ts'
import type { Photos } from '../../../../engine/photos.ts'
import { percentText } from '../../figures.ts'
import type { Plug } from '../../workbench/plug.ts'
import { Build } from './build.tsx'
import type { Done } from './carry-out.ts'
import { imageKind } from './kind.ts'
import { Result } from './result.tsx'
import { See } from './see.tsx'
import type { ImageView } from './view.ts'

export interface ImageDesk {
  readonly view: ImageView
  readonly photos: Photos
  /** Photos she learns from, and practises on. */
  readonly places: Int32Array
  readonly practice: Int32Array
}

export const imagePlug: Plug<ImageView, ImageDesk, Done> = {
  openDesk: (view, bytes) => {
    const data = imageKind.readPublic(bytes, view.settings)
    const { taken, left } = ownPhotos(data, view.seed)
    return { view, photos: data.photos, places: taken, practice: left }
  },
  See,
  Build,
  Result,
  figure: (_, value) => percentText(value),
  asked: ['network'],
}
