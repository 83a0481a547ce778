import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Banner } from './banner'
import { Actions, Button } from './button'
import { Dialog } from './dialog'
import { formClass } from './field'

type Props = {
  title: ReactNode
  /** The act, in words: "Open the group". */
  act: ReactNode
  busy: boolean
  /** Why the server refused, as a sentence. */
  refused?: string | undefined
  danger?: boolean
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}

/** A few questions and one act. It stays open, with everything typed, until the act is done. */
export function FormDialog({ title, act, busy, refused, danger = false, onSubmit, onClose, children }: Props) {
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className={formClass}
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) onSubmit()
        }}
      >
        {children}
        {refused !== undefined && <Banner tone="bad" role="alert" title={refused} />}
        <Actions>
          <Button kind={danger ? 'danger' : 'primary'} type="submit" busy={busy}>
            {act}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
