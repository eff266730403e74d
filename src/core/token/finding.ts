export type Severity = 'god' | 'wide' | 'note'

export interface Remedy {
  readonly text: string
  /** The provider's page where the narrower token is made, https. */
  readonly url: string
}

/** A rule that fired on a token, with why it did and what to do about it. */
export interface Finding {
  /** `BH001` …, stable. */
  readonly rule: string
  readonly severity: Severity
  readonly title: string
  readonly why: string
  readonly remedy: Remedy
}

export type Verdict = 'scoped' | 'wide' | 'god' | 'unknown'
