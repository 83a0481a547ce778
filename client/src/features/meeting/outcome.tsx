import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQueries } from '@tanstack/react-query'
import type { Meeting } from '../../api/meeting'
import { actions, decisions } from '../../api/registers'
import { ActionRow, DecisionRow } from '../../register/rows'
import { Rows } from '../../ui/rows'
import { Section } from '../../ui/section'

/** What was decided at the meeting, and who does what by when. */
export function Outcome({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui()
  const [{ data: decided }, { data: given }] = useSuspenseQueries({ queries: [decisions({ meeting: meeting.id }), actions({ meeting: meeting.id })] })
  return (
    <>
      {decided.items.length > 0 && (
        <Section title={<Trans>Decisions</Trans>} count={decided.items.length}>
          <Rows label={t`Decisions`}>
            {decided.items.map((decision) => (
              <DecisionRow key={decision.id} of={decision} sample={!meeting.sample} />
            ))}
          </Rows>
        </Section>
      )}
      {given.items.length > 0 && (
        <Section title={<Trans>Actions</Trans>} count={given.items.length}>
          <Rows label={t`Actions`}>
            {given.items.map((action) => (
              <ActionRow key={action.id} of={action} sample={!meeting.sample} />
            ))}
          </Rows>
        </Section>
      )}
    </>
  )
}
