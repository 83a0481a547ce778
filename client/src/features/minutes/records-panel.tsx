import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Meeting } from '../../api/meeting'
import { actions, decisions } from '../../api/registers'
import { ActionRow, DecisionRow } from '../../register/rows'
import { Part } from '../../session/part'
import { IconButton } from '../../ui/button'
import { Empty } from '../../ui/empty'
import { Rows } from '../../ui/rows'
import css from './minutes.module.css'

/** What this meeting has decided and given out, as the register has it. */
export function RecordsPanel({ meeting, writing, close }: { meeting: Meeting; writing: boolean; close: () => void }) {
  const { t } = useLingui()
  return (
    <>
      <PanelHead title={<Trans>Decisions and actions</Trans>} label={t`Close the register`} close={close} />
      <Part>
        <RecordsOf meeting={meeting.id} writing={writing} />
      </Part>
    </>
  )
}

/** The heading of what stands beside the text. */
export function PanelHead({ title, label, close }: { title: ReactNode; label: string; close: () => void }) {
  return (
    <div className={css.panelHead}>
      <h2>{title}</h2>
      <IconButton icon="x" label={label} onClick={close} />
    </div>
  )
}

export function RecordsOf({ meeting, writing }: { meeting: string; writing: boolean }) {
  const { t } = useLingui()
  const { data: decided } = useSuspenseQuery(decisions({ meeting }))
  const { data: given } = useSuspenseQuery(actions({ meeting }))
  if (decided.items.length === 0 && given.items.length === 0) {
    return (
      <Empty title={<Trans>Nothing is decided yet.</Trans>}>
        {writing && (
          <Trans>
            Begin a line with <kbd>d:</kbd> for a decision, with <kbd>a:</kbd> for an action, and a space. It appears here as it is written.
          </Trans>
        )}
      </Empty>
    )
  }
  return (
    <>
      {decided.items.length > 0 && (
        <>
          <h3 className={css.group}>
            <Trans>Decisions</Trans>
          </h3>
          <Rows label={t`Decisions`}>
            {[...decided.items].reverse().map((decision) => (
              <DecisionRow key={decision.id} of={decision} sample={false} />
            ))}
          </Rows>
        </>
      )}
      {given.items.length > 0 && (
        <>
          <h3 className={css.group}>
            <Trans>Actions</Trans>
          </h3>
          <Rows label={t`Actions`}>
            {given.items.map((action) => (
              <ActionRow key={action.id} of={action} sample={false} />
            ))}
          </Rows>
        </>
      )}
    </>
  )
}
