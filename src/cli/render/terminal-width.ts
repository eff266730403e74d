/** As wide as terminals have been since they were made of glass. */
const USUAL = 80

/** Narrower than any that a person reads in. */
const NARROWEST = 20

/**
 * The columns of a terminal, from what the system says of it.
 *
 * A terminal that a program opened says 0 until somebody sets its size: `script`, `expect`, containers.
 */
export const terminalWidth = (columns: number | undefined): number =>
  columns === undefined || columns < NARROWEST ? USUAL : columns
