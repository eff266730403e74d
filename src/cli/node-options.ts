/** Where the user's NODE_OPTIONS waits while Bulkhead runs without it. */
export const INHERITED_NODE_OPTIONS = 'BULKHEAD_NODE_OPTIONS'

/** The environment as the user set it, for a child: NODE_OPTIONS is put back. */
export function childEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { [INHERITED_NODE_OPTIONS]: inherited, ...rest } = env
  return inherited === undefined ? rest : { ...rest, NODE_OPTIONS: inherited }
}
