import { Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components'
import type { TokenView } from '../../contract/view.ts'
import { PressButton } from './press-button.tsx'
import { useStores } from './use-stores.ts'

/** What is done to a token more rarely. */
export function MoreMenu({ token: { id, name, status, narrowable } }: { readonly token: TokenView }) {
  const { navigation, actions } = useStores()
  const open = (kind: 'edit' | 'narrow' | 'rotate' | 'reveal' | 'remove'): void =>
    navigation.getState().open({ kind, id })
  return (
    <MenuTrigger>
      <PressButton look="icon" label="More">
        <svg width="14" height="4" viewBox="0 0 14 4" aria-hidden="true">
          <path d="M2 2h.01M7 2h.01M12 2h.01" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" />
        </svg>
      </PressButton>
      <Popover className="menu-popover" placement="bottom end" offset={6}>
        <Menu className="menu" aria-label={`More for ${name}`}>
          <MenuItem className="menu-item" onAction={() => open('edit')}>
            Edit…
          </MenuItem>
          {narrowable && (
            <MenuItem className="menu-item" onAction={() => open('narrow')}>
              Make a narrower one…
            </MenuItem>
          )}
          <MenuItem className="menu-item" onAction={() => open('rotate')}>
            Rotate…
          </MenuItem>
          <MenuItem className="menu-item" onAction={() => open('reveal')}>
            Reveal…
          </MenuItem>
          {status === 'quarantined' ? (
            <MenuItem className="menu-item" onAction={() => void actions.release(id, name)}>
              Release
            </MenuItem>
          ) : (
            <MenuItem className="menu-item" onAction={() => void actions.quarantine(id, name)}>
              Quarantine
            </MenuItem>
          )}
          <Separator className="menu-line" />
          <MenuItem className="menu-item menu-item-danger" onAction={() => open('remove')}>
            Remove…
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
