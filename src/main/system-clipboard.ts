import { ClipboardItem, clipboard } from 'electron'
import type { PlainClipboard } from './secret-clipboard.ts'

const NO = new Blob([new Uint8Array(4)])

/**
 * What asks clipboard histories and synchronisers to leave a text alone, by system.
 *
 * KDE's Klipper and those who follow it; https://nspasteboard.org;
 * https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats (a DWORD of 0 means no).
 */
const HINTS: Partial<Record<NodeJS.Platform, Readonly<Record<string, string | Blob>>>> = {
  linux: { 'x-kde-passwordManagerHint': 'secret' },
  darwin: { 'org.nspasteboard.ConcealedType': 'secret', 'org.nspasteboard.TransientType': 'secret' },
  win32: {
    ExcludeClipboardContentFromMonitorProcessing: NO,
    CanIncludeInClipboardHistory: NO,
    CanUploadToCloudClipboard: NO,
  },
}

/** The system's clipboard; the hints go out in the same write as the secret, so that no history sees it without them. */
export const systemClipboard: PlainClipboard = {
  write: (secret) => clipboard.write([new ClipboardItem({ 'text/plain': secret, ...hints() })]),
  readText: () => clipboard.readText(),
  clear: () => clipboard.clear(),
}

const hints = (): Record<string, string | Blob> =>
  Object.fromEntries(
    Object.entries(HINTS[process.platform] ?? {}).map(([format, value]) => [
      `electron application/osclipboard;format="${format}"`,
      value,
    ]),
  )
