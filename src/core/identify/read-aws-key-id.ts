import type { Contents } from '../token/contents.ts'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

// Ids made before 2018 or so begin with another letter and hold no account: trufflehog, pkg/detectors/aws; moto and localstack agree
// that the first of the sixteen is Q or later.
const FIRST_WITH_ACCOUNT = 'Q'

/**
 * The AWS account that an access key id was made for: 40 of the 80 bits behind its prefix, one bit in.
 *
 * Source: medium.com/@TalBeerySec, "A short note on AWS KEY ID" (mask 0x7fffffffff80, shifted by 7), and trufflehog.
 *
 * @returns null for an older id, and for a number that no account has.
 */
export function awsAccountOf(keyId: string): string | null {
  const body = keyId.slice(4)
  if (BASE32.indexOf(body.charAt(0)) < BASE32.indexOf(FIRST_WITH_ACCOUNT)) return null
  // The first ten characters are 50 bits, of which the first 48 are looked at.
  let bits = 0n
  for (const character of body.slice(0, 10)) {
    const digit = BASE32.indexOf(character)
    if (digit === -1) return null
    bits = (bits << 5n) | BigInt(digit)
  }
  const account = ((bits >> 2n) & 0x7fffffffff80n) >> 7n
  return account > 999_999_999_999n ? null : account.toString().padStart(12, '0')
}

/** What an access key id tells: its account, where it is new enough. */
export function readAwsKeyId(text: string): Contents {
  const account = awsAccountOf(text)
  return {
    source: 'format',
    says: [account === null ? 'it does not tell its account' : `it was made for the AWS account ${account}`],
    resources: account === null ? [] : [{ kind: 'account', name: account }],
  }
}
