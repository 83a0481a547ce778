/** Single keys that go somewhere. They are silent while somebody types or a question is open (WCAG 2.1.4). */
export const goTo = { h: '/', g: '/groups' } as const

type Target = Pick<Element, 'closest'>

const typing = 'input, textarea, select, [contenteditable]:not([contenteditable="false"]), dialog, [role="menu"]'

/** Follows what is pressed; gives where to go when a shortcut is complete. */
export function shortcutReader(): (event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>, target: Target | null) => string | null {
  let waiting = false // for the letter after g
  return (event, target) => {
    const was = waiting
    waiting = false
    if (event.ctrlKey || event.metaKey || event.altKey || target?.closest(typing)) return null
    if (was && (event.key === 'h' || event.key === 'g')) return goTo[event.key]
    if (event.key === 'g') waiting = true
    return event.key === '?' ? '/help' : null
  }
}
