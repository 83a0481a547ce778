// A city is taken in and reports its months: by its official from a phone, read and asked about by who leads the group.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertAccessible, openBrowser, openHouse, openPage, signIn } from './house.mjs'

let browser
let house
before(async () => {
  browser = await openBrowser()
  house = await openHouse()
})
after(async () => {
  await browser?.close()
  await house?.close()
})

const phone = { viewport: { width: 360, height: 740 } }
const dialog = (page) => page.getByRole('dialog')

async function open(name, path, options) {
  const opened = await openPage(browser, house, options)
  await signIn(opened.page, name, path)
  return opened
}

/** The report of Puerto Sereno for its newest month, as a path. */
async function report(page) {
  const { items } = await (await page.request.get('/api/pilots')).json()
  const city = items.find(({ name }) => name === 'Puerto Sereno')
  return `/pilots/${city.id}/reports/${city.months[0].period}`
}

test('who leads the group adds a city, invites its official and takes it a stage on', async () => {
  const { page, complaints } = await open(/Warren Smith/, '/pilots')
  const silent = page.getByRole('row', { name: /Belkara/ })
  await silent.getByText('never').waitFor()
  await silent.getByText(/^[A-Z].* not reported$/).waitFor()
  await silent.getByText(/^Silent for \d months$/).waitFor()
  await assertAccessible(page, 'the pilots as a list')
  await page.getByRole('button', { name: 'Board' }).click()
  await page.getByRole('heading', { name: /Implementing/ }).waitFor()
  await page.getByText(/^Silent for \d months$/).waitFor()
  await assertAccessible(page, 'the pilots as a board')
  await page.reload()
  await page.getByRole('heading', { name: /Implementing/ }).waitFor() // the chosen view is in the address

  await page.getByRole('link', { name: 'Puerto Sereno' }).click()
  const told = page.getByRole('list', { name: 'Monthly reports' }).getByRole('listitem')
  await told.filter({ hasText: 'The city said nothing about this month.' }).waitFor()
  await told.filter({ hasText: 'We have no ICT budget line.' }).getByText('An example of a budget line that two departments share').waitFor()
  await assertAccessible(page, 'a pilot with its months')
  await page.goBack()

  await page.getByRole('button', { name: 'Add a city' }).click()
  await dialog(page).getByLabel('City').fill('Port-aux-Pins')
  await dialog(page).getByLabel('Country').fill('fr')
  await dialog(page).getByLabel('UN/LOCODE').fill('ke nbo')
  await dialog(page).getByRole('button', { name: 'Add it as a candidate' }).click()
  await dialog(page).getByText('This UN/LOCODE is of another country.').waitFor() // said at its field; nothing typed is lost
  await dialog(page).getByLabel('UN/LOCODE').fill('fr pxp')
  await dialog(page).getByRole('button', { name: 'Add it as a candidate' }).click()
  await page.getByRole('heading', { level: 1, name: 'Port-aux-Pins' }).waitFor()
  await page.getByText('France').waitFor()
  await page.getByText('No report is asked for yet.').waitFor()

  await page.getByRole('button', { name: 'Invite an official' }).click()
  await dialog(page).getByLabel('E-mail address').fill('mayor@example.org')
  await dialog(page).getByRole('button', { name: 'Invite', exact: true }).click()
  await dialog(page).getByRole('button', { name: 'Done' }).click()
  await page.getByText('Vacant').waitFor()
  await page.getByText('mayor@example.org').waitFor()

  await page.getByRole('button', { name: 'Change the facts' }).click()
  await dialog(page).getByLabel('Goals').fill('Buy lighting together\nAsk the market early')
  await dialog(page).getByRole('button', { name: 'Add a clause' }).click()
  await dialog(page).getByLabel('Number').fill('3.4')
  await dialog(page).getByLabel('Title').fill('Asking the market early')
  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await page.getByText('3.4 Asking the market early').waitFor()

  for (const stage of ['Invited', 'Onboarding']) {
    await page.getByRole('button', { name: 'Change the stage' }).or(page.getByRole('button', { name: /^Move Port/ })).click()
    await page.getByRole('menuitem', { name: stage }).click()
    await dialog(page).getByRole('button', { name: 'Change it' }).click()
    await dialog(page).waitFor({ state: 'detached' })
  }
  await page.getByRole('main').getByText('Onboarding', { exact: true }).first().waitFor()
  await assertAccessible(page, 'a pilot')
  // The browser complains of the one refusal above, and of nothing else.
  assert.deepEqual(complaints, ['console: Failed to load resource: the server responded with a status of 400 (Bad Request)'])
})

test('a month is told in one tap, taken back, told in full over a broken line, and asked about', async () => {
  const { page, context, complaints } = await open(/Inés Prado/, '/pilots', phone)
  const path = await report(page)
  await page.goto(path)
  await page.getByRole('heading', { name: /Has anything changed since/ }).waitFor()
  await assertAccessible(page, 'a month to be told')
  await page.getByRole('button', { name: 'No change, send' }).click()
  await page.getByRole('heading', { name: /is reported: no change/ }).waitFor()
  await assertAccessible(page, 'a month that was sent')
  await page.getByRole('button', { name: 'Take it back' }).click()

  // The full report: what is missing is said where it is missing.
  await page.getByLabel('Why not green?').fill('')
  await page.getByRole('button', { name: 'Send the report' }).click()
  await page.getByRole('link', { name: /Say why it is not green/ }).click()
  assert.equal(await page.getByLabel('Why not green?').evaluate((e) => e === document.activeElement), true)
  await assertAccessible(page, 'a report with an answer missing')
  await page.getByLabel('Amber: a problem we can solve').check()

  // The line breaks while somebody types; what was typed is there after the page was closed, and saved when the line is back.
  await context.setOffline(true)
  await page.getByLabel('Why not green?').fill('The confirmation is still to be written.')
  await page.getByText(/kept on this device/).first().waitFor()
  await context.setOffline(false)
  await page.getByRole('status').filter({ hasText: /^Saved/ }).waitFor()
  await page.reload()
  assert.equal(await page.getByLabel('Why not green?').inputValue(), 'The confirmation is still to be written.')
  await page.getByLabel(/What was done in/).fill('Two offices read the needs statement.')
  await page.getByRole('button', { name: 'Ask for something' }).click()
  await page.getByLabel('What you need').last().fill('An example of a shared budget line')
  await page.getByRole('button', { name: 'Send the report' }).click()
  await page.getByRole('heading', { name: /is reported$/ }).waitFor()

  const warren = await open(/Warren Smith/, path)
  await warren.page.getByText('The confirmation is still to be written.').waitFor()
  await warren.page.getByRole('button', { name: 'Ask the city back' }).click()
  await dialog(warren.page).getByLabel('Your words').fill('Who confirms it?')
  await dialog(warren.page).getByRole('button', { name: 'Send the question' }).click()
  await warren.page.getByText('Who confirms it?').waitFor()

  await page.goto(path)
  await page.getByRole('button', { name: 'Answer', exact: true }).click()
  await dialog(page).getByLabel('Your words').fill('The finance office.')
  await dialog(page).getByRole('button', { name: 'Send the answer' }).click()
  await page.getByText('The finance office.').waitFor()

  await warren.page.getByText('The finance office.').waitFor() // told by the feed
  await warren.page.getByRole('button', { name: 'Answer', exact: true }).last().click()
  await dialog(warren.page).getByLabel('Your words').fill('Tamarua sent one.')
  await dialog(warren.page).getByRole('button', { name: 'Send the answer' }).click()
  await warren.page.getByText('Tamarua sent one.').waitFor()
  await assertAccessible(warren.page, 'a report that is read')
  await warren.page.getByRole('button', { name: 'Accept the report' }).click()
  await warren.page.getByText('Accepted', { exact: true }).first().waitFor()
  assert.deepEqual(complaints.filter((line) => !/ERR_INTERNET_DISCONNECTED|Failed to load/.test(line)), [])
  assert.deepEqual(warren.complaints, [])
})

test('an official of another city reads, and writes nothing', async () => {
  const { page } = await open(/Teva Marama/, '/pilots')
  await page.goto(await report(page))
  await page.getByRole('heading', { level: 1, name: /Report for/ }).waitFor()
  assert.equal(await page.getByRole('button', { name: /Send|No change|Accept|Ask the city/ }).count(), 0)
})

test('who changes the facts while somebody else does is told, keeps what was typed, and saves when it is meant', async () => {
  const { page } = await open(/Inés Prado/, '/pilots')
  const path = (await report(page)).replace(/\/reports.*/, '')
  await page.goto(path)
  await page.getByRole('button', { name: 'Change the facts' }).click()
  await dialog(page).getByLabel('Region').fill('Another region')

  // The same person elsewhere is faster; the page behind the dialog is told and shows it.
  const { page: other } = await open(/Inés Prado/, path)
  await other.getByRole('button', { name: 'Change the facts' }).click()
  await dialog(other).getByLabel('Goals').fill('Ask the market early')
  await dialog(other).getByRole('button', { name: 'Save' }).click()
  await dialog(other).waitFor({ state: 'detached' })
  await page.getByText('Ask the market early').waitFor({ state: 'attached' })

  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await dialog(page).getByText(/Somebody changed this pilot meanwhile/).waitFor()
  assert.equal(await dialog(page).getByLabel('Region').inputValue(), 'Another region')
  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await dialog(page).waitFor({ state: 'detached' })
  await page.getByText('Another region').waitFor()
  await page.getByText('Ask the market early').waitFor() // what this dialog did not change, it did not send
})
