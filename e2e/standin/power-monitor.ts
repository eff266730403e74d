import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import type Electron from 'electron'
import { hasSessionBus, onSignal, sessionBus, systemBus } from './session-bus.ts'

const LOGIND = 'org.freedesktop.login1'

/** Sleep and screen lock, from logind on the system bus and from the desktop's screen saver on the session bus. */
class PowerMonitor
  extends EventEmitter
  implements Pick<Electron.PowerMonitor, 'getSystemIdleState' | 'getSystemIdleTime' | 'isOnBatteryPower'>
{
  #listening = false

  /** Starts to listen at the first listener: an app that does not care opens no bus. */
  override on(event: string, listener: (...args: unknown[]) => void): this {
    if (!this.#listening) {
      this.#listening = true
      this.#listen().catch((error: Error) => console.error(`stand-in: power monitor: ${error.message}`))
    }
    return super.on(event, listener)
  }

  override addListener(event: string, listener: (...args: unknown[]) => void): this {
    return this.on(event, listener)
  }

  /** Nothing here tells how long the user has been away. */
  getSystemIdleTime(): number {
    return 0
  }

  getSystemIdleState(_threshold: number): 'active' | 'idle' | 'locked' | 'unknown' {
    return 'unknown'
  }

  isOnBatteryPower(): boolean {
    return false
  }

  async #listen(): Promise<void> {
    if (hasSessionBus()) {
      await onSignal(
        sessionBus(),
        "interface='org.freedesktop.ScreenSaver',member='ActiveChanged'",
        ({ body: [active] }) => {
          this.emit(active === true ? 'lock-screen' : 'unlock-screen')
        },
      )
    }
    if (!existsSync('/run/dbus/system_bus_socket')) return
    const bus = systemBus()
    await onSignal(bus, `interface='${LOGIND}.Manager',member='PrepareForSleep'`, ({ body: [asleep] }) => {
      this.emit(asleep === true ? 'suspend' : 'resume')
    })
    await onSignal(bus, `interface='${LOGIND}.Manager',member='PrepareForShutdown'`, () => this.emit('shutdown'))
    await onSignal(bus, `interface='${LOGIND}.Session',member='Lock'`, () => this.emit('lock-screen'))
    await onSignal(bus, `interface='${LOGIND}.Session',member='Unlock'`, () => this.emit('unlock-screen'))
  }
}

export const powerMonitor = new PowerMonitor()
