import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Meeting } from '../../api/meeting'
import { LoneAct } from '../../meeting/acts'
import { DateMenu } from '../../meeting/date-menu'
import { Regrets } from '../../meeting/regrets'
import { acts, startsEarly } from '../../meeting/sitting'
import { Actions, AnchorButton, LinkButton } from '../../ui/button'
import { MenuItem } from '../../ui/menu'
import { DescribeDialog } from './describe-dialog'
import { ScribeDialog } from './scribe-dialog'

/** What one would do with this meeting now: the onward act first, the rest in a menu. */
export function HeadActs({ meeting }: { meeting: Meeting }) {
  const may = acts(meeting)
  const takesPlace = meeting.state === 'scheduled' || meeting.state === 'in_progress'
  return (
    <Actions>
      <Regrets meeting={meeting} />
      {takesPlace && meeting.join_link !== undefined && (
        <AnchorButton icon="ext" href={meeting.join_link} target="_blank" rel="noopener noreferrer">
          <Trans>Join the call</Trans>
        </AnchorButton>
      )}
      {meeting.minutes_record?.document !== undefined ? (
        <LinkButton kind="primary" icon="doc" to="/meetings/$meeting/minutes" params={{ meeting: meeting.id }}>
          <Trans>Open the minutes</Trans>
        </LinkButton>
      ) : (
        may.includes('start') && <LoneAct meeting={meeting} act="start" primary={!startsEarly(meeting, new Date())} />
      )}
      <More meeting={meeting} />
    </Actions>
  )
}

type Asked = 'describe' | 'scribe'

function More({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui()
  const [asking, ask] = useState<Asked>()
  const close = () => ask(undefined)
  const items: { act: Asked; can: string; icon: 'pencil' | 'person'; words: string }[] = [
    { act: 'describe', can: 'describe', icon: 'pencil', words: t`Change title, place or link` },
    { act: 'scribe', can: 'name_scribe', icon: 'person', words: t`Name who writes the minutes` },
  ]
  const open = items.filter(({ can }) => meeting.can.includes(can))
  return (
    <>
      <DateMenu meeting={meeting} label={t`More for this meeting`}>
        {open.length > 0 &&
          open.map(({ act, icon, words }) => (
            <MenuItem key={act} icon={icon} onSelect={() => ask(act)}>
              {words}
            </MenuItem>
          ))}
      </DateMenu>
      {asking === 'describe' && <DescribeDialog meeting={meeting} close={close} />}
      {asking === 'scribe' && <ScribeDialog meeting={meeting} close={close} />}
    </>
  )
}
