import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQueries } from '@tanstack/react-query'
import { createLazyRoute, getRouteApi } from '@tanstack/react-router'
import { group as groupQuery, groups, type Group } from '../../api/groups'
import { StateOf } from '../../group/sign'
import { below, headingOf, wayTo, type Heading } from '../../group/tree'
import { groupKinds } from '../../group/words'
import { useClock } from '../../i18n/clock'
import { languages } from '../../i18n/language'
import { Part } from '../../session/part'
import { Icon } from '../../ui/icon'
import { Page, Split } from '../../ui/page'
import { Bullets, Lone, LoneLink } from '../../ui/rows'
import { Section } from '../../ui/section'
import { Sample } from '../../ui/state'
import css from './group.module.css'
import { Deliverables } from './deliverables'
import { Invitations } from './invitations'
import { GroupActions } from './group-actions'
import { Meetings, NextMeeting } from './meetings'
import { Seats } from './seats'
import { WorkingGroup } from './working-group'

const here = getRouteApi('/inside/groups/$group')

/** A group: what it is for, who sits in it, what it makes, when it meets. */
function GroupPage() {
  const { t, i18n } = useLingui()
  const { group: id } = here.useParams()
  const [{ data: group }, { data: list }] = useSuspenseQueries({ queries: [groupQuery(id), groups()] })
  const all = list.items
  const way = wayTo(all, id).slice(0, -1)
  const children = below(all, id)
  return (
    <Page
      title={group.name}
      heading={
        <>
          {group.name} <Sample of={group} />
        </>
      }
      crumbs={[
        ...way.map((above) => (
          <LoneLink key={above.id} to="/groups/$group" params={{ group: above.id }} dir="auto">
            {above.short_name ?? above.name}
          </LoneLink>
        )),
        <span key="kind">{i18n._(groupKinds[group.kind])}</span>,
      ]}
      meta={<MetaOf group={group} />}
      actions={<GroupActions group={group} children_={children} />}
    >
      <Split label={t`About the group`} aside={<Aside group={group} children_={children} />}>
        {group.objectives.length > 0 && (
          <Section title={<Trans>Objectives</Trans>} lead>
            <ol className={css.objectives} dir="auto">
              {group.objectives.map((objective) => (
                <li key={objective}>{objective}</li>
              ))}
            </ol>
          </Section>
        )}
        {group.kind === 'working_group' && <Own group={group} />}
        <ByState groups={children} />
        <Section title={<Trans>Meetings</Trans>} end={<YearLink group={group} />}>
          <Part lines={6}>
            <Meetings group={id} />
          </Part>
        </Section>
      </Split>
    </Page>
  )
}

function MetaOf({ group }: { group: Group }) {
  const leaders = (group.seats ?? []).flatMap((seat) => (seat.role === 'co_leader' && seat.holder ? [seat.holder.name] : []))
  const names = leaders.join(', ')
  return (
    <>
      <StateOf a="group" state={group.state} />
      {leaders.length > 0 && (
        <span>
          <Trans>
            Co-leaders <bdi>{names}</bdi>
          </Trans>
        </span>
      )}
    </>
  )
}

/** To the plan of the year: to write it, or to read it. */
function YearLink({ group }: { group: Group }) {
  return (
    <LoneLink to="/groups/$group/plan" params={{ group: group.id }}>
      {group.can.includes('plan_meeting') ? <Trans>Plan the year</Trans> : <Trans>The year’s meetings</Trans>}
    </LoneLink>
  )
}

/** A working group seen by itself: its scope and its deliverables. */
function Own({ group }: { group: Group }) {
  return (
    <>
      {group.scope.length > 0 && (
        <Section title={<Trans>Scope</Trans>} lead>
          <div className={css.scope}>
            <Bullets of={group.scope} />
          </div>
        </Section>
      )}
      <Section title={<Trans>Deliverables</Trans>}>
        <Part>
          <Deliverables group={group.id} />
        </Part>
      </Section>
    </>
  )
}

const order: readonly Heading[] = ['ongoing', 'completed', 'dormant']

/** The groups below, under the heading of their state. */
function ByState({ groups: list }: { groups: readonly Group[] }) {
  const { t } = useLingui()
  const titles: Record<Heading, string> = { ongoing: t`Ongoing`, completed: t`Completed`, dormant: t`Dormant` }
  return order.map((heading) => {
    const under = list.filter((group) => headingOf(group.state) === heading)
    return (
      under.length > 0 && (
        <Section key={heading} title={titles[heading]}>
          {under.map((group) => (
            <WorkingGroup key={group.id} group={group} />
          ))}
        </Section>
      )
    )
  })
}

function Aside({ group, children_: list }: { group: Group; children_: readonly Group[] }) {
  const seated = [group, ...list.filter((one) => headingOf(one.state) === 'ongoing')]
  return (
    <>
      <Section title={<Trans>Next</Trans>}>
        <Part>
          <NextMeeting group={group.id} />
        </Part>
      </Section>
      {seated.map((one) => (
        <Section key={one.id} title={<SeatsTitle name={one.id === group.id ? undefined : one.name} />}>
          <Part>
            <Seats group={one.id} />
          </Part>
        </Section>
      ))}
      {group.can.includes('change_group') && (
        <Section title={<Trans>Invitations</Trans>}>
          <Part>
            <Invitations group={group.id} />
          </Part>
        </Section>
      )}
      {(group.contact !== undefined || group.website !== undefined) && <Contact group={group} />}
    </>
  )
}

function SeatsTitle({ name }: { name: string | undefined }) {
  if (name === undefined) return <Trans>Seats</Trans>
  return (
    <Trans>
      Seats of <bdi>{name}</bdi>
    </Trans>
  )
}

function Contact({ group }: { group: Group }) {
  const { language } = useClock()
  const by = new Intl.ListFormat(languages[language].intl, { type: 'conjunction' }).format(group.coordinated_by ?? [])
  return (
    <Section title={<Trans>Contact</Trans>}>
      <ul className={css.contact}>
        {group.contact !== undefined && (
          <li>
            <Icon name="mail" />
            <Lone href={`mailto:${group.contact}`} dir="ltr">
              {group.contact}
            </Lone>
          </li>
        )}
        {group.website !== undefined && (
          <li>
            <Icon name="globe" />
            <Lone href={group.website} dir="ltr">
              {group.website.replace(/^https?:\/\/|\/$/g, '')}
            </Lone>
          </li>
        )}
      </ul>
      {by !== '' && (
        <p className="meta">
          <Trans>Coordinated by {by}.</Trans>
        </p>
      )}
    </Section>
  )
}

export const route = createLazyRoute('/inside/groups/$group')({ component: GroupPage })
