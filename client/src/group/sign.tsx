import { useLingui } from '@lingui/react'
import { Chip, State } from '../ui/state'
import { actionStates, decisionStates, deliverableStages, groupStates, meetingStates, minutesStates, pilotStages, reportColours, reportStates, sectionStates, signOf } from './words'

const signs = {
  group: groupStates,
  deliverable: deliverableStages,
  section: sectionStates,
  meeting: meetingStates,
  minutes: minutesStates,
  action: actionStates,
  decision: decisionStates,
  pilot: pilotStages,
  report: reportStates,
  colour: reportColours,
} as const

export type SignOf = keyof typeof signs

/** The state of a thing, as everywhere: `<StateOf a="deliverable" state="drafting" />`. */
export function StateOf({ a, state, chip = false }: { a: SignOf; state: string; chip?: boolean }) {
  const { _ } = useLingui()
  const { icon, tone, word } = signOf(signs[a], state)
  return chip ? (
    <Chip icon={icon} tone={tone}>
      {_(word)}
    </Chip>
  ) : (
    <State icon={icon} tone={tone}>
      {_(word)}
    </State>
  )
}

/** The word of a state where a component does not fit, as in an option. */
export function useWord(): (a: SignOf, state: string) => string {
  const { _ } = useLingui()
  return (a, state) => _(signOf(signs[a], state).word)
}
