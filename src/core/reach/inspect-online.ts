import { identify } from '../identify/identify.ts'
import type { Provider } from '../token/provider.ts'
import { type AskedAbout, type Asking, askAbout } from './ask-about.ts'
import { inspectionOf } from './inspect.ts'
import type { Inspection } from './inspection.ts'

/**
 * As `inspect`, and asks the provider what the secret may do. Stores nothing.
 *
 * @throws {BulkheadError} `usage` when a base URL was given and the provider has only one place.
 */
export async function inspectOnline(
  text: string,
  providers: readonly Provider[],
  now: Date,
  asking: Asking,
): Promise<{ inspection: Inspection } & AskedAbout> {
  const identity = identify(text, providers)
  const asked = await askAbout(text, identity, [], asking, now)
  return { inspection: inspectionOf(identity, asked.told, now), ...asked }
}
