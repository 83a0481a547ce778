import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQueries } from '@tanstack/react-query'
import { createLazyRoute, getRouteApi } from '@tanstack/react-router'
import { deliverable as query, type Deliverable } from '../../api/deliverable'
import { groups } from '../../api/groups'
import { useWord } from '../../group/sign'
import { wayTo } from '../../group/tree'
import { deliverableWay } from '../../group/words'
import { usePerson } from '../../session/use-session'
import { LiveText } from '../../text/live-text'
import { textRight } from '../../text/right'
import { Icon } from '../../ui/icon'
import { LoneLink } from '../../ui/rows'
import { StageBar } from '../../ui/stage-bar'
import { Sample, State } from '../../ui/state'
import { useTitle } from '../../ui/title'
import css from './deliverable.module.css'
import { Move } from './move'
import { useThreads } from './threads/use-threads'

const here = getRouteApi('/inside/deliverables/$deliverable')

/** A deliverable: where it is on its way, and its words, written together. */
function DeliverablePage() {
  const { t } = useLingui()
  const word = useWord()
  const person = usePerson()
  const { deliverable: id } = here.useParams()
  const [{ data: deliverable }, { data: all }] = useSuspenseQueries({ queries: [query(id), groups()] })
  useTitle(deliverable.title)
  const way = wayTo(all.items, deliverable.group)
  const step = deliverableWay.findIndex((stage) => stage === deliverable.state) + 1
  const stage = word('deliverable', deliverable.state)
  const count = deliverableWay.length
  return (
    <div className={css.page}>
      <div className={css.head}>
        <nav className={css.crumbs} aria-label={t`Where you are`}>
          {way.map((group, index) => (
            <span key={group.id}>
              {index > 0 && <Icon name="end" />}
              <LoneLink to="/groups/$group" params={{ group: group.id }} dir="auto">
                {group.short_name ?? group.name}
              </LoneLink>
            </span>
          ))}
        </nav>
        <div className={css.stage}>
          {step > 0 ? (
            <StageBar
              stages={deliverableWay.map((key) => ({ key, label: word('deliverable', key) }))}
              current={deliverable.state}
              label={t`Stage: ${stage}, step ${step} of ${count}`}
            />
          ) : (
            <p>
              <State icon="flag">{stage}</State> {deliverable.state_reason !== undefined && <bdi>{deliverable.state_reason}</bdi>}
            </p>
          )}
          <Move of={deliverable} />
        </div>
      </div>
      {textRight(deliverable.can) === 'suggest' && (
        <p className={css.note}>
          <Trans>At this stage members suggest changes. Until suggestions can be written into the text, read it and comment.</Trans>
        </p>
      )}
      {person && <Words key={`${id} ${person.id}`} of={deliverable} person={person} />}
    </div>
  )
}

/** The text, with what is said about it beside. */
function Words({ of: deliverable, person }: { of: Deliverable; person: { id: string; name: string } }) {
  const { t } = useLingui()
  const { thread } = here.useSearch()
  const threads = useThreads(deliverable.id, person.id, thread)
  return (
    <LiveText
      name={{ kind: 'deliverable', id: deliverable.id }}
      right={textRight(deliverable.can)}
      mayRestore={deliverable.can.includes('freeze')}
      person={person}
      lang={deliverable.language}
      heading={
        <h1 dir="auto">
          {deliverable.title} <Sample of={deliverable} />
        </h1>
      }
      panels={[threads]}
      label={t`Text of ${deliverable.title}`}
      placeholder={t`Write here. What you type is saved as you go.`}
    />
  )
}

export const route = createLazyRoute('/inside/deliverables/$deliverable')({ component: DeliverablePage })
