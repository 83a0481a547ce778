import { useLingui } from '@lingui/react/macro'
import { languageCodes, languages, type Language } from '../i18n/language'
import { Button } from '../ui/button'
import { Menu, MenuItem } from '../ui/menu'
import css from './shell.module.css'

/** Speaks another language at once, without a new page. */
export function LanguageMenu({ current, choose }: { current: Language; choose: (language: Language) => void }) {
  const { t } = useLingui()
  const name = languages[current].name
  return (
    <Menu
      label={t`Language`}
      trigger={(props) => (
        <Button {...props} kind="quiet" icon="globe" aria-label={t`Language: ${name}`}>
          <span className={css.languageName}>{name}</span>
        </Button>
      )}
    >
      {languageCodes.map((code) => (
        <MenuItem key={code} lang={code} chosen={code === current} onSelect={() => choose(code)}>
          {languages[code].name}
        </MenuItem>
      ))}
    </Menu>
  )
}
