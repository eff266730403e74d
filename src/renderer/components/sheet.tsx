import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'

interface Props {
  readonly title: ReactNode
  readonly small?: boolean
  /** Asks about a loss: it is announced at once. Neither it nor a form goes by a click beside it. */
  readonly alert?: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** What lies over the window until it is answered; Esc closes it. */
export function Sheet({ title, small = false, alert = false, onClose, children }: Props) {
  return (
    <ModalOverlay className="veil" isOpen isDismissable={small && !alert} onOpenChange={(open) => open || onClose()}>
      <Modal className={small ? 'modal modal-small' : 'modal'}>
        <Dialog className="modal-dialog" role={alert ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" level={2} className="title modal-head">
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
