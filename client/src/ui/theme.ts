/** Light and dark; `system` follows the device. Kept on this device, because a theme belongs to a screen, not to a person. */
export type Theme = 'light' | 'dark' | 'system'

export const themes: readonly Theme[] = ['system', 'light', 'dark']

const kept = 'rapporteur.theme'

export function readTheme(): Theme {
  try {
    const stored = localStorage.getItem(kept)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system'
  }
}

/** Shows a theme from now on. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  try {
    localStorage.setItem(kept, theme)
  } catch {
    // Storage is closed to us here: the choice holds until the page is closed.
  }
}
