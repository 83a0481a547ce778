import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { createLazyRoute } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { keys } from '../../api/keys'
import { changeProfile, profile, type Profile } from '../../api/people'
import { useClock } from '../../i18n/clock'
import { isLanguage, languageCodes, languages, activate } from '../../i18n/language'
import { dateOf, isoDay, zoneLabel } from '../../i18n/time'
import { deviceZone } from '../../i18n/zone'
import { useWordOfRole } from '../../group/role'
import { Part } from '../../session/part'
import { useSessionStore } from '../../session/use-session'
import { useWrongZone, ZoneField } from '../../session/zone-field'
import { Actions, Button } from '../../ui/button'
import { formClass, Select, TextField } from '../../ui/field'
import { Page, Stack } from '../../ui/page'
import { LoneLink, Row, Rows } from '../../ui/rows'
import { Section } from '../../ui/section'
import { toasts } from '../../ui/toast-store'
import { Feeds } from './feeds'
import { Sessions } from './sessions'
import { Tokens } from './tokens'

/** A person, for themselves: name, language, zone, seats, where they are signed in, tokens. */
function ProfilePage() {
  const { t } = useLingui()
  const { data } = useSuspenseQuery(profile())
  return (
    <Page narrow title={t`Profile`} meta={<span dir="ltr">{data.email}</span>}>
      <Stack>
        <Section title={<Trans>About you</Trans>} lead>
          <AboutForm profile={data} />
        </Section>
        <Section title={<Trans>Your seats</Trans>} count={data.seats.length}>
          <Seats seats={data.seats} />
        </Section>
        <Section title={<Trans>Your calendar</Trans>} id="calendar">
          <Part>
            <Feeds />
          </Part>
        </Section>
        {data.can.includes('invite_to_office') && (
          <Section title={<Trans>Administration</Trans>}>
            <p>
              <Trans>You run this installation: you say who its administrators and its secretariat are.</Trans> <LoneLink to="/offices">{t`Offices`}</LoneLink>
            </p>
          </Section>
        )}
        <Section title={<Trans>Where you are signed in</Trans>}>
          <Part>
            <Sessions />
          </Part>
        </Section>
        <Section title={<Trans>Tokens for programs</Trans>}>
          <Part>
            <Tokens />
          </Part>
        </Section>
      </Stack>
    </Page>
  )
}

function AboutForm({ profile: before }: { profile: Profile }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const store = useSessionStore()
  const [name, setName] = useState(before.name)
  const [locale, setLocale] = useState(before.locale ?? '')
  const [zone, setZone] = useState(before.zone ?? '')
  const save = useMutation({
    mutationFn: () => changeProfile({ name: name.trim(), locale, zone }),
    onSuccess: async (after) => {
      queries.setQueryData(keys.profile(), after)
      if (after.locale !== undefined && isLanguage(after.locale)) await activate(after.locale)
      await store.refresh()
      toasts.show(t`Your profile is saved.`)
    },
  })
  const here = zoneLabel(deviceZone(), new Date())
  const wrongZone = useWrongZone(zone)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (name.trim() !== '' && wrongZone === undefined) save.mutate()
  }
  return (
    <form className={formClass} onSubmit={submit} noValidate>
      <TextField
        label={t`Name, as others see it`}
        value={name}
        maxLength={120}
        autoComplete="name"
        dir="auto"
        required
        error={name.trim() === '' ? t`Write the name others know you by.` : undefined}
        onChange={(event) => setName(event.target.value)}
      />
      <Select label={t`Language of the screen`} value={locale} onChange={(event) => setLocale(event.target.value)}>
        <option value="">{t`As this device`}</option>
        {languageCodes.map((code) => (
          <option key={code} value={code} lang={code}>
            {languages[code].name}
          </option>
        ))}
      </Select>
      <ZoneField label={t`Time zone`} hint={t`Empty: the zone of this device, now ${here}.`} value={zone} set={setZone} error={wrongZone} />
      {save.error && <p className="late">{save.error.message}</p>}
      <Actions>
        <Button kind="primary" type="submit" busy={save.isPending}>
          <Trans>Save</Trans>
        </Button>
      </Actions>
    </form>
  )
}

function Seats({ seats }: { seats: Profile['seats'] }) {
  const roleWord = useWordOfRole()
  if (seats.length === 0) {
    return (
      <p className="muted">
        <Trans>You hold no seat now.</Trans>
      </p>
    )
  }
  return (
    <Rows>
      {seats.map((seat) => (
        <Row key={seat.id} end={seat.to !== undefined && <Until day={seat.to} />}>
          <LoneLink to="/groups/$group" params={{ group: seat.group }} dir="auto">
            {seat.group_name}
          </LoneLink>
          <span className="meta">{seat.title === '' ? roleWord(seat.role) : seat.title}</span>
        </Row>
      ))}
    </Rows>
  )
}

function Until({ day }: { day: string }) {
  const clock = useClock()
  const date = dateOf(clock.language, isoDay(clock.zone, new Date(day)))
  return (
    <span className="muted">
      <Trans>until {date}</Trans>
    </span>
  )
}

export const route = createLazyRoute('/inside/profile')({ component: ProfilePage })
