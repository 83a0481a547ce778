// An empty installation becomes a working group: an administrator, the
// secretariat, a co-leader and a city official come in one after another, by
// an identity provider that is not the demo's, and each does their part.
import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join as path } from 'node:path'
import { after, before, test } from 'node:test'
import { assertAccessible, caretSettles, openBrowser, openHouse, openPage } from './house.mjs'
import { openIssuer, signInAs } from './issuer.mjs'

let browser, house, issuer
before(async () => {
  issuer = await openIssuer()
  house = await openHouse({ ...issuer.env, RAPPORTEUR_ADMIN_EMAIL: 'ada.admin@example.org' })
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await house?.close()
  await issuer?.close()
})

const dialog = (page) => page.getByRole('dialog')
const address = (name) => `${name.toLowerCase().replace(' ', '.')}@example.org`

/** Invites by the dialog that is open, and gives the link that is shown to copy. */
async function invite(page, name) {
  await dialog(page).getByLabel('E-mail address').fill(address(name))
  await dialog(page).getByRole('button', { name: 'Invite', exact: true }).click()
  const link = await dialog(page).getByLabel('Link of the invitation').inputValue()
  await dialog(page).getByRole('button', { name: 'Done' }).click()
  return link
}

/** Somebody follows their link, signs in where they work, and takes what they were invited to. */
async function join(link, name, options) {
  const opened = await openPage(browser, house, options)
  const { page } = opened
  await page.goto(link)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await signInAs(page, name, address(name))
  await page.getByRole('button', { name: `as ${name}` }).click()
  await page.getByText(/^Welcome/).waitFor()
  return opened
}

test('an empty installation becomes a group that writes, meets and hears from a city', async () => {
  const files = await readdir(path(house.data, 'data')).catch(() => [])
  assert.equal(files.some((file) => file.endsWith('.db')), !process.env.RAPPORTEUR_MONGODB_URI, 'the documents are in the home that was asked for')

  // The administrator is there by the configuration, and has nothing to do but to invite.
  const ada = await openPage(browser, house)
  await ada.page.goto('/')
  await assertAccessible(ada.page, 'the door without the demo')
  await ada.page.getByRole('link', { name: /Sign in with your organisation/ }).click()
  await signInAs(ada.page, 'Ada Admin', 'ada.admin@example.org')
  await ada.page.getByText('This installation is yours to run.').waitFor()
  await assertAccessible(ada.page, 'an empty installation')
  await ada.page.getByRole('link', { name: 'Invite the secretariat' }).click()
  await ada.page.getByRole('button', { name: 'Invite to an office' }).click()
  const toSecretariat = await invite(ada.page, 'Sara Sekretar')

  // The secretariat opens the initiative and its first group, and invites a co-leader.
  const sara = await join(toSecretariat, 'Sara Sekretar')
  await sara.page.goto('/')
  await sara.page.getByText('This workspace is empty.').waitFor()
  await sara.page.getByRole('link', { name: 'Go to the groups' }).click()
  await sara.page.getByRole('button', { name: 'Open an initiative' }).click()
  await dialog(sara.page).getByLabel('Name', { exact: true }).fill('Cities Together')
  await dialog(sara.page).getByRole('button', { name: 'Open it' }).click()
  await sara.page.getByRole('heading', { level: 1, name: 'Cities Together' }).waitFor()
  await sara.page.getByRole('button', { name: 'More for this group' }).click()
  await sara.page.getByRole('menuitem', { name: 'Open a thematic group' }).click()
  await dialog(sara.page).getByLabel('Name', { exact: true }).fill('Buying Well')
  await dialog(sara.page).getByLabel('Objectives').fill('Say how a city buys well')
  await dialog(sara.page).getByRole('button', { name: 'Open it' }).click()
  await sara.page.getByRole('heading', { level: 1, name: 'Buying Well' }).waitFor()
  const group = sara.page.url()
  await sara.page.getByRole('button', { name: 'Add a seat' }).click()
  await dialog(sara.page).getByLabel('Role').selectOption({ label: 'Co-leader' })
  await dialog(sara.page).getByRole('button', { name: 'Add it' }).click()
  await sara.page.getByRole('button', { name: /^Seat: Co-leader/ }).click()
  await sara.page.getByRole('menuitem', { name: 'Invite somebody' }).click()
  const toCole = await invite(sara.page, 'Cole Leader')

  // The co-leader opens a working group with a deliverable and writes its first words; the secretariat reads along.
  const cole = await join(toCole, 'Cole Leader')
  await cole.page.goto(group)
  await cole.page.getByRole('button', { name: 'More for this group' }).click()
  await cole.page.getByRole('menuitem', { name: 'Open a working group' }).click()
  await dialog(cole.page).getByLabel('Name', { exact: true }).fill('Guidelines')
  await dialog(cole.page).getByRole('button', { name: 'Open it' }).click()
  await cole.page.getByRole('heading', { level: 1, name: 'Guidelines' }).waitFor()
  await cole.page.getByRole('button', { name: 'More for this group' }).click()
  await cole.page.getByRole('menuitem', { name: 'New deliverable' }).click()
  await dialog(cole.page).getByLabel('Title').fill('How to buy well')
  await dialog(cole.page).getByRole('button', { name: 'Propose it' }).click()
  await cole.page.getByRole('rowheader', { name: /How to buy well/ }).getByRole('link').click()
  const text = cole.page.getByRole('textbox', { name: /How to buy well/ })
  await text.click()
  await cole.page.keyboard.type('Ask what is needed before asking who sells it.')
  await cole.page.getByRole('status').filter({ hasText: /^Saved/ }).waitFor()
  await sara.page.goto(cole.page.url())
  await sara.page.getByText('Ask what is needed before asking who sells it.').waitFor()
  await assertAccessible(cole.page, 'the first deliverable')

  // A meeting is planned, held and minuted.
  await cole.page.goto('/meetings')
  await cole.page.getByText('No meeting is planned.').first().waitFor()
  await cole.page.getByRole('button', { name: 'Plan a meeting' }).click()
  await dialog(cole.page).getByLabel('Title').fill('The first meeting')
  await dialog(cole.page).getByLabel('Day').fill('2031-07-17')
  await dialog(cole.page).getByRole('button', { name: 'Plan it' }).click()
  await cole.page.getByRole('heading', { level: 1, name: /The first meeting/ }).waitFor()
  await cole.page.getByRole('button', { name: 'Add an item' }).click()
  await dialog(cole.page).getByLabel('Title').fill('Who does what')
  await dialog(cole.page).getByRole('button', { name: 'Add it' }).click()
  await cole.page.getByRole('button', { name: 'Publish the agenda' }).click()
  await cole.page.getByText(/^Published/).waitFor()
  await cole.page.getByRole('button', { name: 'Start the meeting' }).click()
  await dialog(cole.page).getByRole('button', { name: 'Start the meeting' }).click()
  await cole.page.getByRole('main').getByRole('link', { name: 'Open the minutes' }).first().click()
  const minutes = cole.page.getByRole('textbox', { name: /^Minutes of/ })
  await minutes.getByRole('heading', { name: 'Who does what' }).click()
  await cole.page.keyboard.press('End')
  await caretSettles(cole.page)
  await cole.page.keyboard.press('ArrowDown')
  await caretSettles(cole.page)
  await cole.page.keyboard.type('d: We begin with lighting.\n')
  await cole.page.getByRole('complementary', { name: 'Decisions and actions' }).getByText('We begin with lighting.').waitFor()

  // A city joins and reports; silence before it is nobody's fault.
  await cole.page.goto('/pilots')
  await cole.page.getByText('No city takes part yet.').waitFor()
  await cole.page.getByRole('button', { name: 'Add a city' }).click()
  await dialog(cole.page).getByLabel('City').fill('Puerto Claro')
  await dialog(cole.page).getByRole('button', { name: 'Add it as a candidate' }).click()
  await cole.page.getByRole('heading', { level: 1, name: 'Puerto Claro' }).waitFor()
  await cole.page.getByRole('button', { name: 'Invite an official' }).click()
  const toOlga = await invite(cole.page, 'Olga Oficial')
  const olga = await join(toOlga, 'Olga Oficial', { viewport: { width: 360, height: 740 } })
  await olga.page.goto('/pilots')
  await olga.page.getByRole('link', { name: 'Puerto Claro' }).click()
  await olga.page.getByText('No report is asked for yet.').waitFor()
  await assertAccessible(olga.page, 'a city that has just joined')

  // And the secretariat sees it all on one page.
  await sara.page.goto('/oversight')
  for (const name of ['Buying Well', 'How to buy well', 'Puerto Claro']) await sara.page.getByRole('link', { name }).first().waitFor()
  for (const { complaints } of [ada, sara, cole, olga]) assert.deepEqual(complaints, [])
})
