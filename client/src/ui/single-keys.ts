/** Whether single keys are shortcuts on this device. They can be turned off, for who speaks to the computer or presses keys by accident (WCAG 2.1.4). */
const kept = 'rapporteur.single-keys'

export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(kept) !== 'off'
  } catch {
    return true
  }
}

export function turnSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(kept, on ? 'on' : 'off')
  } catch {
    // Storage is closed to us here: they stay on.
  }
}
