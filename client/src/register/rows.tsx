import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Action, Decision } from '../api/registers'
import { StateOf } from '../group/sign'
import { useClock } from '../i18n/clock'
import { dateOf, daysUntil, inDays } from '../i18n/time'
import { Avatar, VacantAvatar } from '../ui/avatar'
import { Icon } from '../ui/icon'
import { Row, What, WhatLink } from '../ui/rows'
import { Sample } from '../ui/state'
import css from './register.module.css'
import { ActionMenu, DecisionMenu } from './step-menu'
import { unfinished } from './steps'
import { Tick } from './tick'

interface Where {
  /** What else says where it comes from: its group, its meeting. */
  from?: ReactNode
  /** Whether it says that it is a sample; a page of samples says so once. */
  sample?: boolean
}

/** One action: what, who, until when, where it stands, what can be done with it. */
export function ActionRow({ of: action, from, sample = true, own = false }: { of: Action; /** Of the person whose page it is: a tick instead of a name. */ own?: boolean } & Where) {
  const start = action.owner ? <Avatar {...action.owner} /> : <VacantAvatar />
  return (
    <Row start={own ? <Tick of={action} /> : start} end={<ActionMenu of={action} ticked={own} />}>
      <Words title={action.title} meeting={action.meeting} block={action.block} /> {sample && <Sample of={action} />}
      <span className="meta">
        <span className={css.line}>
          {!own && <span>{action.owner ? <bdi>{action.owner.name}</bdi> : <Trans>Nobody yet</Trans>}</span>}
          <Due action={action} />
          <StateOf a="action" state={action.state} />
          {action.number !== undefined && (
            <span>
              <Trans>Action {action.number}</Trans>
            </span>
          )}
          {from}
        </span>
      </span>
      {action.note !== undefined && (
        <span className="meta" dir="auto">
          {action.note}
        </span>
      )}
    </Row>
  )
}

/** One decision: its words, where it stands, when it is looked at again. */
export function DecisionRow({ of: decision, from, sample = true }: { of: Decision } & Where) {
  const { language } = useClock()
  return (
    <Row start={<Icon name="decision" />} end={<DecisionMenu of={decision} />}>
      <Words title={decision.title} meeting={decision.meeting} block={decision.block} /> {sample && <Sample of={decision} />}
      <span className="meta">
        <span className={css.line}>
          <StateOf a="decision" state={decision.state} />
          {decision.number !== undefined && (
            <span>
              <Trans>Decision {decision.number}</Trans>
            </span>
          )}
          {decision.review_on !== undefined && (
            <span>
              <Trans>to be reviewed on {dateOf(language, decision.review_on)}</Trans>
            </span>
          )}
          {from}
        </span>
      </span>
      {decision.note !== undefined && (
        <span className="meta" dir="auto">
          {decision.note}
        </span>
      )}
    </Row>
  )
}

/** The words, leading to their place in the minutes. */
function Words({ title, meeting, block }: { title: string; meeting: string | undefined; block: string | undefined }) {
  if (meeting === undefined) return <What>{title}</What>
  return (
    <WhatLink to="/meetings/$meeting/minutes" params={{ meeting }} hash={block ?? ''} className={css.words}>
      {title}
    </WhatLink>
  )
}

/** The day it is due, and how far off that is while it still matters. */
function Due({ action }: { action: Action }) {
  const { t } = useLingui()
  const clock = useClock()
  if (action.due === undefined) return <span>{t`no date`}</span>
  const day = dateOf(clock.language, action.due)
  const distance = inDays(clock.language, daysUntil(clock, action.due))
  if (action.overdue) {
    return (
      <span className={css.overdue}>
        <Trans>
          overdue: was due {day}, {distance}
        </Trans>
      </span>
    )
  }
  return <span>{unfinished(action.state) ? t`due ${day}, ${distance}` : t`due ${day}`}</span>
}
