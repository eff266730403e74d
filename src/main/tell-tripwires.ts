import { notify } from './notify.ts'
import type { Services } from './services.ts'
import { tripwireWords } from './tripwire-words.ts'

/** Notifies of placeholders that were sent where they must not be. @param onClick When a notification is chosen. */
export function tellTripwires({ tripwires }: Pick<Services, 'tripwires'>, onClick: () => void): void {
  try {
    for (const event of tripwires.news()) notify('A placeholder went astray', tripwireWords(event), onClick)
  } catch {
    // The vault cannot be read, which the window is told by itself.
  }
}
