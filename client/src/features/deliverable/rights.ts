import type { Deliverable, Stage } from '../../api/deliverable'
import { deliverableWay } from '../../group/words'

/** A stage the person may take the deliverable to. */
export interface Step {
  to: Stage
  /** A step back or aside says why. */
  needsReason: boolean
  /** The next stage of the way: the act of the page. */
  onward: boolean
}

/** The steps open to the person, onward first. */
export function steps({ state, can }: Deliverable): Step[] {
  const here = position(state)
  return can
    .filter((word) => word.startsWith('move:'))
    .map((word) => word.slice('move:'.length))
    .filter(isStage)
    .map((to) => {
      const there = position(to)
      const resumes = state === 'on_hold' && there >= 0
      const onward = here >= 0 && there === here + 1
      return { to, onward, needsReason: !onward && !resumes && !(state === 'in_review' && to === 'published') }
    })
    .sort((a, b) => Number(b.onward) - Number(a.onward))
}

const WAY: readonly string[] = [...deliverableWay, 'in_review']
const STAGES: readonly Stage[] = [...deliverableWay, 'in_review', 'on_hold', 'withdrawn', 'superseded']
const position = (stage: string): number => WAY.indexOf(stage)
const isStage = (word: string): word is Stage => STAGES.some((stage) => stage === word)
