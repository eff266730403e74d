import type Electron from 'electron'

type Payload = string | Blob | Electron.ClipboardBookmark | Promise<Blob | string>

/** What is put on the clipboard: one payload per MIME type. */
export class ClipboardItem {
  readonly #payloads: ReadonlyMap<string, Payload>

  constructor(items: Record<string, Payload>) {
    this.#payloads = new Map(Object.entries(items))
  }

  get types(): string[] {
    return [...this.#payloads.keys()]
  }

  /** The payload of a type as a Blob. Rejects when the item has no such type. */
  async getType(type: string): Promise<Blob> {
    const payload = await this.#payloads.get(type)
    if (payload === undefined) throw new Error(`The type '${type}' was not found`)
    if (payload instanceof Blob) return payload
    return new Blob([typeof payload === 'string' ? payload : JSON.stringify(payload)], { type })
  }
}
