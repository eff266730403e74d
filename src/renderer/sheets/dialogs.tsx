import { useStore } from 'zustand'
import { useStores } from '../components/use-stores.ts'
import { AddSheet } from './add-sheet.tsx'
import { BindSheet } from './bind-sheet.tsx'
import { EditSheet } from './edit-sheet.tsx'
import { EndDialog } from './end-dialog.tsx'
import { NarrowSheet } from './narrow-sheet.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { RevealDialog } from './reveal-dialog.tsx'
import { RotateSheet } from './rotate-sheet.tsx'

const OF_A_TOKEN = {
  edit: EditSheet,
  narrow: NarrowSheet,
  rotate: RotateSheet,
  remove: RemoveDialog,
  reveal: RevealDialog,
}

/** The dialog that lies over the window, when there is one. */
export function Dialogs() {
  const { navigation, tokens } = useStores()
  const { dialog, close } = useStore(navigation)
  const rows = useStore(tokens, (state) => state.rows)
  if (dialog === null) return null
  if (dialog.kind === 'add') return <AddSheet onClose={close} />
  if (dialog.kind === 'bind') return <BindSheet id={dialog.id} root={dialog.root} onClose={close} />

  if (dialog.kind === 'end') return <EndDialog session={dialog.session} onClose={close} />

  const token = rows.find((row) => row.token.id === dialog.id)?.token
  if (token === undefined) return null
  const Asked = OF_A_TOKEN[dialog.kind]
  return <Asked key={token.id} token={token} onClose={close} />
}
