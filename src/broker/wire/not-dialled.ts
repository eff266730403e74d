/**
 * Why a place is not dialled: `inner` for an address that nobody wrote down, `never` for one that is out of bounds to all,
 * `failed` for what the network said, `proxy` for what the proxy of this machine said or did not say.
 */
export class NotDialled extends Error {
  readonly kind: 'inner' | 'never' | 'failed' | 'proxy'

  constructor(kind: NotDialled['kind'], message: string) {
    super(message)
    this.name = 'NotDialled'
    this.kind = kind
  }
}
