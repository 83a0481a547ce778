import { i18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const isControl = (target: EventTarget | null): target is Control =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement

/** What is wrong with an answer, in the language of the page; "" leaves it to the browser. */
function wrong({ validity, type }: Control): string {
  if (validity.valueMissing) return i18n._(type === 'select-one' || type === 'radio' ? msg`Choose one.` : msg`Fill this in.`)
  if (validity.typeMismatch) return i18n._(type === 'email' ? msg`Write an e-mail address, such as name@example.org.` : msg`Write an address, such as https://u4ssc.itu.int.`)
  if (validity.badInput || validity.patternMismatch) return i18n._(msg`This is not written as expected.`)
  return ''
}

/** Has the browser's own checks of a form speak the language of the page, not that of the browser. */
export function wordValidity(): void {
  document.addEventListener('invalid', ({ target }) => isControl(target) && target.setCustomValidity(wrong(target)), true)
  document.addEventListener('input', ({ target }) => isControl(target) && target.setCustomValidity(''), true)
  // An answer may have been put right without being typed: each attempt asks the browser anew.
  document.addEventListener(
    'click',
    ({ target }) => {
      const button = target instanceof Element ? target.closest<HTMLButtonElement>('button[type="submit"]') : null
      for (const control of button?.form?.elements ?? []) if (isControl(control)) control.setCustomValidity('')
    },
    true,
  )
}
