import { formatDestination, parseDestination } from '../token/destination.ts'

/** The destination that an address found inside a token names: its host, if the policy takes it; null for anything else. */
export function ownDestination(address: string): string | null {
  const url = URL.parse(address)
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return null
  try {
    return formatDestination(parseDestination(url.host))
  } catch {
    return null
  }
}
