import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Person } from '../session/session'
import { Avatar } from '../ui/avatar'
import { Menu, MenuHead, MenuItem, MenuSeparator } from '../ui/menu'
import { applyTheme, readTheme, themes, type Theme } from '../ui/theme'
import css from './shell.module.css'

const themeWords = { system: msg`Theme of the device`, light: msg`Light`, dark: msg`Dark` } as const

/** Who is signed in, and what they may set here. */
export function AccountMenu({ person, signOut }: { person: Person; signOut: () => void }) {
  const { t } = useLingui()
  const go = useNavigate()
  return (
    <Menu
      label={t`Account`}
      trigger={(props) => (
        <button type="button" {...props} className={css.account} aria-label={t`${person.name}, account`}>
          <Avatar id={person.id} name={person.name} />
        </button>
      )}
    >
      <MenuHead>
        <b>{person.name}</b>
        <br />
        <span className="meta">{person.email}</span>
      </MenuHead>
      <MenuSeparator />
      <MenuItem icon="person" onSelect={() => void go({ to: '/profile' })}>
        <Trans>Profile</Trans>
      </MenuItem>
      <MenuItem icon="help" onSelect={() => void go({ to: '/help' })}>
        <Trans>Help</Trans>
      </MenuItem>
      <MenuSeparator />
      <ThemeItems />
      <MenuSeparator />
      <MenuItem icon="out" onSelect={signOut}>
        <Trans>Sign out</Trans>
      </MenuItem>
    </Menu>
  )
}

function ThemeItems() {
  const { i18n } = useLingui()
  const [theme, setTheme] = useState<Theme>(readTheme)
  return themes.map((one) => (
    <MenuItem
      key={one}
      chosen={one === theme}
      onSelect={() => {
        applyTheme(one)
        setTheme(one)
      }}
    >
      {i18n._(themeWords[one])}
    </MenuItem>
  ))
}
