import { readFileSync } from 'node:fs'
import type Electron from 'electron'
import { type Bitmap, decodePng, encodePng, pngSize } from './png.ts'

/** A picture. Holds PNG only, which is all that Bulkhead's icons are. */
export class NativeImage
  implements
    Pick<Electron.NativeImage, 'isEmpty' | 'getSize' | 'toPNG' | 'toDataURL' | 'setTemplateImage' | 'isTemplateImage'>
{
  readonly #png: Buffer<ArrayBuffer>
  #template = false

  constructor(png: Buffer) {
    this.#png = Buffer.from(png)
  }

  isEmpty(): boolean {
    return pngSize(this.#png) === undefined
  }

  getSize(): Electron.Size {
    return pngSize(this.#png) ?? { width: 0, height: 0 }
  }

  toPNG(): Buffer<ArrayBuffer> {
    return this.#png
  }

  toDataURL(): string {
    return `data:image/png;base64,${this.#png.toString('base64')}`
  }

  /** The pixels: 4 bytes each, red first. */
  bitmap(): Bitmap {
    return decodePng(this.#png)
  }

  /** Scales by the nearest pixel; one missing side follows the other. */
  resize({ width, height }: Electron.ResizeOptions): NativeImage {
    if (this.isEmpty()) return this
    const from = this.bitmap()
    const ratio = from.width / from.height
    const to = {
      width: width ?? Math.round((height ?? from.height) * ratio),
      height: height ?? Math.round((width ?? from.width) / ratio),
    }
    return new NativeImage(encodePng(scaled(from, to.width, to.height)))
  }

  addRepresentation(_options: Electron.AddRepresentationOptions): void {}

  setTemplateImage(template: boolean): void {
    this.#template = template
  }

  isTemplateImage(): boolean {
    return this.#template
  }
}

function scaled({ width: oldWidth, height: oldHeight, rgba: old }: Bitmap, width: number, height: number): Bitmap {
  const rgba = new Uint8Array(width * height * 4)
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const from = (Math.floor((row * oldHeight) / height) * oldWidth + Math.floor((column * oldWidth) / width)) * 4
      rgba.set(old.subarray(from, from + 4), (row * width + column) * 4)
    }
  }
  return { width, height, rgba }
}

const NOTHING = Buffer.alloc(0)

export const nativeImage = {
  createEmpty: (): NativeImage => new NativeImage(NOTHING),
  createFromBuffer: (buffer: Buffer): NativeImage => new NativeImage(buffer),
  createFromDataURL: (url: string): NativeImage =>
    new NativeImage(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')),
  /** Unreadable files give an empty picture, as in Electron. */
  createFromPath(path: string): NativeImage {
    try {
      return new NativeImage(readFileSync(path))
    } catch {
      return new NativeImage(NOTHING)
    }
  },
}
