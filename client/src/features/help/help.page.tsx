import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { createLazyRoute } from '@tanstack/react-router'
import { useState } from 'react'
import { Choice } from '../../ui/field'
import { Page, Stack } from '../../ui/page'
import { Bullets } from '../../ui/rows'
import { Section } from '../../ui/section'
import { singleKeysOn, turnSingleKeys } from '../../ui/single-keys'
import { Cell, HeadCell, Table, TableRow } from '../../ui/table'

/** The key that goes with letters on this device. */
const command = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl'

const shortcuts = [
  {
    title: msg`Everywhere`,
    keys: [
      { keys: ['?'], does: msg`This page` },
      { keys: ['g', 'h'], does: msg`Go to my work` },
      { keys: ['g', 'g'], does: msg`Go to the groups` },
      { keys: ['Esc'], does: msg`Close a menu or a question` },
    ],
  },
  {
    title: msg`In a text that is written together`,
    keys: [
      { keys: [`${command}+B`], does: msg`Bold` },
      { keys: [`${command}+I`], does: msg`Italic` },
      { keys: [`${command}+Alt+1`], does: msg`Heading; 2 and 3 for smaller ones, 0 for plain text` },
      { keys: [`${command}+Shift+8`], does: msg`List; 7 for a numbered one` },
      { keys: [`${command}+K`], does: msg`Link` },
      { keys: [`${command}+Alt+F`], does: msg`Footnote` },
      { keys: [`${command}+Alt+M`], does: msg`Comment on the passage the caret is in` },
      { keys: [`${command}+Enter`], does: msg`Send a comment` },
      { keys: [`${command}+Z`], does: msg`Take back what you did; never what others did` },
    ],
  },
] as const

/** How to do without a mouse, and answers to what people ask first. */
function Help() {
  const { t, i18n } = useLingui()
  return (
    <Page narrow title={t`Help`}>
      <Stack>
        <Section title={<Trans>Was it saved?</Trans>} lead>
          <Bullets
            of={[
              t`Beside every text that is written together stands its state. “Saved” is shown only when the database has it.`,
              t`Without a connection you go on writing. The text is kept on this device and sent when the line is back.`,
              t`If you are signed out while writing, sign in again in the window that is offered: the text stays.`,
            ]}
          />
        </Section>
        {shortcuts.map((group) => (
          <Section key={group.title.id} title={i18n._(group.title)}>
            <Table caption={i18n._(group.title)} columns={[{ title: t`Keys` }, { title: t`What they do` }]} compact>
              {group.keys.map(({ keys, does }) => (
                <TableRow key={does.id}>
                  <HeadCell>
                    {keys.map((key) => (
                      <kbd key={key} dir="ltr">
                        {key}
                      </kbd>
                    ))}
                  </HeadCell>
                  <Cell>{i18n._(does)}</Cell>
                </TableRow>
              ))}
            </Table>
          </Section>
        ))}
        <SingleKeys />
        <Section title={<Trans>Times</Trans>}>
          <Bullets
            of={[
              t`Every time is shown in your zone first, then in the zone of the meeting.`,
              t`Your zone is the one of this device until you choose another on your profile.`,
            ]}
          />
        </Section>
        <Section title={<Trans>Who may see what I write?</Trans>}>
          <Bullets
            of={[
              t`Drafts, minutes and registers are read by the members of the group and the secretariat.`,
              t`Published work and public case studies are read by everybody.`,
              t`Your name stays with what you wrote, also after your seat ends.`,
            ]}
          />
        </Section>
      </Stack>
    </Page>
  )
}

function SingleKeys() {
  const [on, setOn] = useState(singleKeysOn)
  return (
    <Choice
      checked={on}
      onChange={(event) => {
        turnSingleKeys(event.target.checked)
        setOn(event.target.checked)
      }}
    >
      <Trans>Shortcuts of a single key (?, g h, g g) work on this device</Trans>
    </Choice>
  )
}

export const route = createLazyRoute('/help')({ component: Help })
