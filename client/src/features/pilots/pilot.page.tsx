import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQueries } from '@tanstack/react-query'
import { createLazyRoute, getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { groups } from '../../api/groups'
import { keys } from '../../api/keys'
import { pilot as pilotQuery, type Pilot } from '../../api/pilots'
import { StateOf } from '../../group/sign'
import { useClock } from '../../i18n/clock'
import { toReport } from '../../pilot/due'
import { monthName } from '../../pilot/month'
import { useFollow } from '../../realtime/useFollow'
import { Banner } from '../../ui/banner'
import { Actions, Button, LinkButton } from '../../ui/button'
import { Page, Split } from '../../ui/page'
import { Bullets, LoneLink } from '../../ui/rows'
import { Section } from '../../ui/section'
import { Sample } from '../../ui/state'
import { ChangeDialog } from './change-dialog'
import { CityFacts } from './city-facts'
import { Months } from './months'
import { FocalPoints, Officials } from './people'
import css from './pilots.module.css'
import { useCountry } from './place'
import { StageMenu } from './stage-dialog'

const here = getRouteApi('/inside/pilots/$pilot')

/** One city that tries the deliverables out: its months, its goals, its people. */
function PilotPage() {
  const { t } = useLingui()
  const { pilot: id } = here.useParams()
  const [{ data: pilot }, { data: all }] = useSuspenseQueries({ queries: [pilotQuery(id), groups()] })
  useFollow(({ kind, document }) => (document === id || kind.startsWith('report.') || kind.startsWith('seat.') ? [keys.pilot(id)] : []))
  const country = useCountry()(pilot.city)
  const group = all.items.find((one) => one.id === pilot.group)
  return (
    <Page
      title={pilot.name}
      heading={
        <>
          {pilot.name} <Sample of={pilot} />
        </>
      }
      crumbs={[
        <LoneLink key="pilots" to="/pilots">
          <Trans>Pilots</Trans>
        </LoneLink>,
        ...(group
          ? [
              <LoneLink key="group" to="/groups/$group" params={{ group: group.id }} dir="auto">
                {group.short_name ?? group.name}
              </LoneLink>,
            ]
          : []),
      ]}
      meta={
        <>
          <StateOf a="pilot" state={pilot.state} />
          {pilot.city.region !== undefined && <bdi>{pilot.city.region}</bdi>}
          {country !== undefined && <bdi>{country}</bdi>}
        </>
      }
      actions={<Acts pilot={pilot} />}
    >
      {(pilot.state === 'paused' || pilot.state === 'withdrawn') && pilot.state_reason !== undefined && (
        <Banner tone="warn" title={pilot.state === 'paused' ? <Trans>The pilot is paused.</Trans> : <Trans>The city has withdrawn.</Trans>}>
          <p dir="auto">{pilot.state_reason}</p>
        </Banner>
      )}
      <Split
        label={t`About the pilot`}
        aside={
          <>
            <Officials pilot={pilot} />
            <FocalPoints pilot={pilot} />
            <CityFacts pilot={pilot} />
          </>
        }
      >
        <Section lead title={<Trans>Monthly reports</Trans>}>
          <Months pilot={pilot} />
        </Section>
        {pilot.goals.length > 0 && (
          <Section title={<Trans>Goals</Trans>}>
            <Bullets of={pilot.goals} />
          </Section>
        )}
        <Clauses pilot={pilot} />
      </Split>
    </Page>
  )
}

/** The report that is asked for, for the city; the stage and the facts, for the leaders. */
function Acts({ pilot }: { pilot: Pilot }) {
  const { language } = useClock()
  const [changing, change] = useState(false)
  const month = toReport(pilot)
  return (
    <Actions>
      {month && (
        <LinkButton kind="primary" icon="pencil" to="/pilots/$pilot/reports/$period" params={{ pilot: pilot.id, period: month }}>
          <Trans>Report on {monthName(language, month)}</Trans>
        </LinkButton>
      )}
      <StageMenu pilot={pilot} />
      {pilot.can.includes('change') && (
        <Button icon="pencil" onClick={() => change(true)}>
          <Trans>Change the facts</Trans>
        </Button>
      )}
      {changing && <ChangeDialog pilot={pilot} close={() => change(false)} />}
    </Actions>
  )
}

/** The parts of guidelines the city has in test. */
function Clauses({ pilot }: { pilot: Pilot }) {
  if (pilot.clauses.length === 0) return null
  return (
    <Section title={<Trans>Clauses in test</Trans>}>
      <ul className={css.plain}>
        {pilot.clauses.map(({ number, title, deliverable }, at) => {
          const words = `${number} ${title ?? ''}`.trim()
          return (
            <li key={at}>
              {deliverable === undefined ? (
                <bdi>{words}</bdi>
              ) : (
                <LoneLink to="/deliverables/$deliverable" params={{ deliverable }}>
                  <bdi>{words}</bdi>
                </LoneLink>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

export const route = createLazyRoute('/inside/pilots/$pilot')({ component: PilotPage })
