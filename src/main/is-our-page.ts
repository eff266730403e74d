import { ORIGIN } from './origin.ts'

/** What is looked at of the frame that sent a message. */
export interface Sender {
  readonly sender: { readonly id: number }
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null
}

/**
 * True for a message of our window's main frame while it shows our page.
 *
 * The frame is null when it navigated away or died meanwhile; then nobody of ours waits for the answer.
 *
 * @param windowId The id of our window's web contents; null while no window is open.
 */
export function isOurPage({ sender, senderFrame }: Sender, windowId: number | null): boolean {
  if (windowId === null || sender.id !== windowId) return false
  if (senderFrame === null || senderFrame.parent !== null) return false

  // `app:` is no special scheme to Node's URL, whose `origin` says "null" for it.
  const url = URL.parse(senderFrame.url)
  return url !== null && `${url.protocol}//${url.host}` === ORIGIN
}
