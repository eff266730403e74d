import { createHash } from 'node:crypto'

/** The part of a clipboard that is used here. */
export interface PlainClipboard {
  write(secret: string): Promise<void>
  readText(): Promise<string>
  clear(): void
}

export interface SecretClipboard {
  /** After how many milliseconds a copied secret is taken back. */
  readonly clearsInMs: number
  copy(secret: string): Promise<void>
  /** Takes the last copied secret back now, unless something else was copied since. */
  takeBack(): Promise<void>
}

/**
 * A clipboard that forgets what was put into it.
 *
 * Between copy and clearing only a hash is kept here, to tell whether the clipboard still holds the secret.
 */
export function createSecretClipboard(clipboard: PlainClipboard, clearsInMs: number): SecretClipboard {
  let copied: string | null = null
  let timer: NodeJS.Timeout | undefined

  const takeBack = async (): Promise<void> => {
    clearTimeout(timer)
    const expected = copied
    copied = null
    if (expected !== null && digest(await clipboard.readText()) === expected) clipboard.clear()
  }

  return {
    clearsInMs,
    takeBack,
    copy: async (secret) => {
      clearTimeout(timer)
      await clipboard.write(secret)
      copied = digest(secret)
      timer = setTimeout(() => void takeBack().catch(() => undefined), clearsInMs)
    },
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
