import { setInheritedMark } from './inherited-mark.ts'
import { BROKER_NAME } from './is-running.ts'

/** Makes this process known as a broker to all that is started below it; Linux also shows the name in place of our arguments. */
export function nameBroker(): void {
  process.title = BROKER_NAME
  setInheritedMark()
}
