import { Plural, Trans } from '@lingui/react/macro'
import { classes } from './classes'
import { Icon } from './icon'
import css from './save-state.module.css'

/** The truth about what somebody typed. `saved` is said only when the database has it. */
export type SaveStatus =
  | { state: 'saved'; at?: string } // `at`: the time as it is shown
  | { state: 'sending'; changes: number }
  | { state: 'kept'; changes: number } // on this device only; sent when the line is back
  | { state: 'lost'; reason: string } // the server refused it; the reason says what to do

const icons = { saved: 'ok', sending: 'sync', kept: 'offline', lost: 'error' } as const

/** Always visible beside a text that is written together; a screen reader hears each change of state. */
export function SaveState({ status, again = false }: { status: SaveStatus; /** A second one, for the eye only. */ again?: boolean }) {
  return (
    <span className={classes(css.save, css[status.state])} role={again ? undefined : 'status'} aria-hidden={again || undefined}>
      <Icon name={icons[status.state]} />
      <span>
        <Words status={status} />
      </span>
    </span>
  )
}

function Words({ status }: { status: SaveStatus }) {
  switch (status.state) {
    case 'saved':
      return status.at === undefined ? <Trans>Saved</Trans> : <Trans>Saved {status.at}</Trans>
    case 'sending':
      return <Trans>Saving</Trans>
    case 'kept':
      return <Plural value={status.changes} one="# change waiting to be sent" other="# changes waiting to be sent" />
    case 'lost':
      return status.reason
  }
}
