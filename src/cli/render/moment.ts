/** `2026-11-23`: the day of an ISO time, in UTC as everything we print. */
export const day = (iso: string): string => iso.slice(0, 10)

/** `2026-11-23 23:52 UTC`: an ISO time to the minute. */
export const moment = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`
