/** Where the user's NODE_OPTIONS waits while Bulkhead runs without it. */
export const INHERITED_NODE_OPTIONS = 'BULKHEAD_NODE_OPTIONS'

/** What of its start the first process found altered, for the one that runs without NODE_OPTIONS. */
export const ALTERED_START = 'BULKHEAD_ALTERED_START'

/** The environment as the user set it, for a child: NODE_OPTIONS is put back. */
export function childEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { [INHERITED_NODE_OPTIONS]: inherited, [ALTERED_START]: _, ...rest } = env
  return inherited === undefined ? rest : { ...rest, NODE_OPTIONS: inherited }
}
