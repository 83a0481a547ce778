import { Trans, useLingui } from '@lingui/react/macro'
import type { Pilot } from '../../api/pilots'
import { StateOf } from '../../group/sign'
import { useClock } from '../../i18n/clock'
import { monthName } from '../../pilot/month'
import { WhatLink } from '../../ui/rows'
import { Section } from '../../ui/section'
import { Cell, HeadCell, Table, TableRow } from '../../ui/table'

/** The other months of the city. */
export function Earlier({ pilot, period }: { pilot: Pilot; period: string }) {
  const { t } = useLingui()
  const { language } = useClock()
  const others = pilot.months.filter((month) => month.period !== period)
  if (others.length === 0) return null
  return (
    <Section title={<Trans>Other months</Trans>}>
      <Table compact caption={t`Other months`} columns={[{ title: t`Month`, hidden: true }, { title: t`Status`, hidden: true }]}>
        {others.map((month) => (
          <TableRow key={month.period}>
            <HeadCell>
              <WhatLink to="/pilots/$pilot/reports/$period" params={{ pilot: pilot.id, period: month.period }}>
                {monthName(language, month.period)}
              </WhatLink>
            </HeadCell>
            <Cell>{month.colour === undefined ? <StateOf a="report" state={month.state} /> : <StateOf a="colour" state={month.colour} />}</Cell>
          </TableRow>
        ))}
      </Table>
    </Section>
  )
}
