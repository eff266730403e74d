import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'

interface Props {
  readonly children: ReactNode
  readonly onPress?: () => void
  readonly look?: 'primary' | 'danger' | 'plain' | 'icon' | 'tall' | 'small'
  /** For a button that shows no words. */
  readonly label?: string
  readonly type?: 'button' | 'submit'
  readonly disabled?: boolean
  readonly focused?: boolean
  readonly shortcut?: string
}

/** A button; what it says is what happens. */
export function PressButton(props: Props) {
  const { children, onPress, look, label, type = 'button', disabled = false, focused = false, shortcut } = props
  return (
    <Button
      type={type}
      className={look === undefined ? 'button' : `button button-${look}`}
      isDisabled={disabled}
      autoFocus={focused}
      {...(onPress && { onPress })}
      {...(label !== undefined && { 'aria-label': label })}
      {...(shortcut !== undefined && { 'aria-keyshortcuts': shortcut })}
    >
      {children}
    </Button>
  )
}
