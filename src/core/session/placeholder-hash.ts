import type { Hash } from '../ports.ts'

/** How a placeholder is kept: SHA-256, hex. It holds enough chance that the hash tells nothing. */
export const placeholderHash = (placeholder: string, { sha256 }: Pick<Hash, 'sha256'>): string =>
  Array.from(sha256(new TextEncoder().encode(placeholder)), (byte) => byte.toString(16).padStart(2, '0')).join('')
