// A meeting is prepared by who leads the group and by a member: its agenda, its papers, who comes.
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

/** Signs somebody in on the page of the next meeting, by the list of meetings. */
async function open(name, options) {
  const opened = await openPage(browser, house, options)
  const { page } = opened
  await signIn(page, name, '/meetings')
  await page.getByRole('list', { name: 'To come' }).getByRole('link').first().click()
  await page.getByRole('heading', { level: 2, name: 'Agenda', exact: true }).waitFor()
  const agenda = page.getByRole('region', { name: 'Agenda', exact: true })
  const titles = async () => (await agenda.getByRole('listitem').allInnerTexts()).map((text) => text.split('\n').find((line) => !/^\d+$/.test(line)))
  return { ...opened, agenda, titles, item: (title) => page.getByRole('listitem').filter({ hasText: title }) }
}

const dialog = (person) => person.page.getByRole('dialog')

async function fromMenu(person, title, act) {
  await person.page.getByRole('button', { name: `More for “${title}”` }).click()
  await person.page.getByRole('menuitem', { name: act }).click()
}

test('an agenda is put together by two', async () => {
  const warren = await open(/Warren Smith/)
  const lena = await open(/Lena Okoro/)
  await assertAccessible(warren.page, 'a meeting')

  await lena.page.getByRole('button', { name: 'Propose an item' }).click()
  await dialog(lena).getByLabel('Title').fill('Prices that cities paid')
  await dialog(lena).getByLabel('Minutes').fill('15')
  await dialog(lena).getByLabel('A file for the item').setInputFiles({ name: 'prices.csv', mimeType: 'text/csv', buffer: Buffer.from('city,price\nA,1\n') })
  await dialog(lena).getByText('prices.csv').waitFor()
  await assertAccessible(lena.page, 'proposing an item')
  await dialog(lena).getByRole('button', { name: 'Propose it' }).click()
  await dialog(lena).waitFor({ state: 'detached' })

  // Told by the feed, without a reload.
  await warren.item('Prices that cities paid').getByText(/proposed by Lena Okoro/).waitFor()
  await warren.item('Prices that cities paid').getByRole('button', { name: 'Accept' }).click()
  await warren.agenda.getByText('Prices that cities paid').waitFor()
  await warren.agenda.getByText(/more than the meeting has/).waitFor()
  await fromMenu(warren, 'Prices that cities paid', 'Move up')
  await lena.page.waitForFunction(() => {
    const items = [...document.querySelectorAll('ol > li')].map((item) => item.textContent ?? '')
    return items.findIndex((text) => text.includes('Prices')) === items.length - 2
  })

  const [download] = await Promise.all([lena.page.waitForEvent('download'), lena.agenda.getByRole('link', { name: 'prices.csv' }).click()])
  assert.equal(download.suggestedFilename(), 'prices.csv')

  const before = await warren.titles()
  await fromMenu(warren, 'Prices that cities paid', 'Take off the agenda')
  await warren.agenda.getByText('Prices that cities paid').waitFor({ state: 'detached' })
  await warren.page.getByRole('button', { name: 'Undo' }).click()
  await warren.agenda.getByText('Prices that cities paid').waitFor()
  assert.deepEqual(await warren.titles(), before)

  await fromMenu(warren, 'Prices that cities paid', 'Carry over to another meeting')
  await dialog(warren).getByRole('button', { name: 'Carry over' }).click()
  await dialog(warren).waitFor({ state: 'detached' })
  assert.deepEqual([warren.complaints, lena.complaints], [[], []])
})

test('regrets are one tap, and are taken back with another', async () => {
  const lena = await open(/Lena Okoro/, { viewport: { width: 360, height: 740 } })
  await lena.page.getByRole('button', { name: 'Send regrets' }).click()
  await lena.page.getByRole('list', { name: 'Attendance' }).getByText('Lena Okoro').waitFor()
  await lena.page.getByRole('button', { name: 'I can come after all' }).click()
  await lena.page.getByRole('button', { name: 'Send regrets' }).waitFor()
  await lena.page.getByRole('list', { name: 'Attendance' }).getByText('Lena Okoro').waitFor({ state: 'detached' })
  await assertAccessible(lena.page, 'a meeting on a phone')
})

test('one meeting outside the series is planned, described and given a scribe', async () => {
  const warren = await openPage(browser, house)
  const { page } = warren
  await signIn(page, /Warren Smith/, '/meetings')
  await page.getByRole('button', { name: 'Plan a meeting' }).click()
  await page.getByRole('dialog').getByLabel('Title').fill('Questions of the cities')
  await page.getByRole('dialog').getByLabel('Day').fill('2031-07-28')
  await page.getByRole('dialog').getByLabel('Time zone').fill('Africa/Nairobi')
  await assertAccessible(page, 'planning a meeting')
  await page.getByRole('dialog').getByRole('button', { name: 'Plan it' }).click()
  await page.getByRole('heading', { level: 1, name: /Questions of the cities/ }).waitFor()
  await page.getByText('There is no agenda yet.').waitFor()
  await page.getByText('14:00–15:00 Nairobi, UTC+3').waitFor()

  await page.getByRole('button', { name: 'More for this meeting' }).click()
  await page.getByRole('menuitem', { name: 'Name who writes the minutes' }).click()
  await page.getByRole('dialog').getByLabel('Minutes by').selectOption('Lena Okoro')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('complementary').getByText('Lena Okoro').waitFor()

  await page.getByRole('button', { name: 'More for this meeting' }).click()
  await page.getByRole('menuitem', { name: 'Change title, place or link' }).click()
  await page.getByLabel('Link to the call').fill('https://meet.example.org/cities')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: 'Join the call' }).waitFor()

  // Its date is moved, cancelled, and taken back.
  const more = async (act) => {
    await page.getByRole('button', { name: 'More for this meeting' }).click()
    await page.getByRole('menuitem', { name: act }).click()
  }
  await more('Move to another date')
  await page.getByRole('dialog').getByLabel('Day').fill('2031-07-29')
  await page.getByRole('dialog').getByLabel('Reason').fill('The room is taken.')
  await assertAccessible(page, 'moving a meeting')
  await page.getByRole('dialog').getByRole('button', { name: 'Move it' }).click()
  await page.getByText(/Moved from Mon,? 28 July/).first().waitFor()
  await page.getByText('The room is taken.').waitFor()
  await more('Cancel the meeting')
  await page.getByRole('dialog').getByLabel('Reason').fill('Nobody asked anything.')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the meeting' }).click()
  await page.getByText('This meeting is cancelled.').waitFor()
  await page.getByText('Nobody asked anything.').waitFor()
  await more('Reinstate')
  await page.getByText('This meeting is cancelled.').waitFor({ state: 'detached' })
  await more('Postpone')
  await page.getByRole('dialog').getByLabel('Reason').fill('A date is looked for.')
  await page.getByRole('dialog').getByRole('button', { name: 'Postpone it' }).click()
  await page.getByText('No new date yet').waitFor()
  assert.deepEqual(warren.complaints, [])
})

test('a city official reads the meeting and changes nothing', async () => {
  const { page } = await openPage(browser, house)
  await signIn(page, /Inés Prado/, '/meetings')
  await page.getByRole('heading', { level: 1, name: 'Meetings' }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Plan a meeting' }).count(), 0)
  await assertAccessible(page, 'the list of meetings')
})
