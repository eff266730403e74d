const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/**
 * True when the last six characters are the Bech32 checksum of all before them, whatever their case.
 *
 * Of any length, as age has it. BIP 173, "Bech32": checksum and polymod.
 */
export function hasBech32Checksum(text: string): boolean {
  const lower = text.toLowerCase()
  const separator = lower.lastIndexOf('1')
  const prefix = lower.slice(0, separator)
  const data = Array.from(lower.slice(separator + 1), (letter) => ALPHABET.indexOf(letter))
  if (prefix === '' || data.length < 6 || data.includes(-1)) return false

  const codes = Array.from(prefix, (letter) => letter.charCodeAt(0))
  return polymod([...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...data]) === 1
}

function polymod(values: readonly number[]): number {
  let check = 1
  for (const value of values) {
    const top = check >>> 25
    check = ((check & 0x1ffffff) << 5) ^ value
    for (const [bit, term] of GENERATOR.entries()) if ((top >> bit) & 1) check ^= term
  }
  return check
}
