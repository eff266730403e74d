/** Shortest secret that gets a fingerprint, in characters: shorter ones could be guessed from it. */
export const FINGERPRINT_MINIMUM = 20
