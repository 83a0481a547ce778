// A co-leader plans a year of meetings; what becomes of single dates and of the rule.
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

let group

/** Signs somebody in on the page of the group; the first who comes chooses one that has no series and that they plan for. */
async function atGroup(person, options) {
  const opened = await openPage(browser, house, options)
  await signIn(opened.page, person, '/groups')
  const read = async (path) => (await (await opened.page.request.get(`${house.url}/api/${path}`)).json()).items
  if (group === undefined) {
    for (const { id, can } of await read('groups')) {
      if (can.includes('plan_meeting') && (await read(`series?group=${id}`)).length === 0) group = id
    }
    assert.ok(group, 'a group without series')
  }
  await opened.page.goto(`/groups/${group}`)
  return opened
}

/** The row of a day. */
const row = (scope, day) => scope.getByRole('row', { name: day })

async function fromMenu(page, day, act) {
  await row(page, day).getByRole('button', { name: /^Change the date/ }).click()
  await page.getByRole('menuitem', { name: act }).click()
}

test('a year is planned, a date moved, cancelled and reinstated, the rule changed, the rest confirmed', async () => {
  const { page, complaints } = await atGroup(/Warren Smith/)
  await page.getByRole('link', { name: 'Plan the year' }).click()
  await page.getByRole('heading', { level: 1, name: 'Plan the year' }).waitFor()

  // The sentence, and every date of it in three zones while it is written.
  await page.getByLabel('Begins at').fill('09:00')
  await page.getByLabel('Time zone').fill('Europe/Zurich')
  await page.getByLabel('First day').fill('2031-07-01')
  await page.getByLabel('Last day').fill('2031-12-31')
  await page.getByLabel('Scheduled up to').fill('2031-09-30')
  await page.getByLabel('Title', { exact: true }).fill('Mornings of the year')
  await page.getByLabel('Another zone').fill('Asia/Tokyo')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const preview = page.getByRole('region', { name: 'Preview of the dates' })
  await preview.getByRole('columnheader', { name: 'Tokyo' }).waitFor()
  await page.getByRole('button', { name: 'Plan 6 meetings' }).waitFor()
  assert.deepEqual(await preview.getByRole('rowheader').allInnerTexts(), ['2031', 'Thu 17 July', 'Thu 21 August', 'Thu 18 September', 'Thu 16 October', 'Thu 20 November', 'Thu 18 December'])
  const november = row(preview, 'Thu 20 November')
  for (const time of ['09:00–10:00', '08:00–09:00', '17:00–18:00']) await november.getByText(time).first().waitFor()
  await november.getByText(/clocks go back 26 Oct/).waitFor()
  await november.getByText('Provisional').waitFor()
  await page.getByText('3 are put into everybody’s calendar').waitFor()
  await assertAccessible(page, 'the sentence and its dates')

  // A wrong zone is said; nothing that was typed is lost.
  await page.getByLabel('Time zone').fill('Europe/Nowhere')
  await page.getByText(/No zone has this name/).waitFor()
  await page.getByLabel('Time zone').fill('Europe/Zurich')

  await page.getByRole('button', { name: 'Plan 6 meetings' }).click()
  await page.getByText('The meetings are planned.').waitFor()
  const series = page.getByRole('region', { name: 'Mornings of the year' })
  await series.getByText(/The third Thursday of every month, 09:00–10:00 Geneva/).waitFor()
  await row(series, /17 July/).getByText('Scheduled').waitFor()

  // One date.
  await fromMenu(page, 'Thu 21 August', 'Move to another date')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Day').fill('2031-08-20')
  await dialog.getByLabel('Reason').fill('A holiday in two cities.')
  await dialog.getByRole('button', { name: 'Move it' }).click()
  await row(series, /Wed 20 August/).getByText('A holiday in two cities.').waitFor()
  assert.equal(await row(series, /Wed 20 August/).locator('s').textContent(), 'moved from Thu 21 August')

  await fromMenu(page, 'Thu 18 September', 'Cancel the meeting')
  await dialog.getByLabel('Reason').fill('The plenary is that week.')
  await dialog.getByRole('button', { name: 'Cancel the meeting' }).click()
  await row(series, /18 September/).getByText('The plenary is that week.').waitFor()
  await fromMenu(page, 'Thu 18 September', 'Reinstate')
  await row(series, /18 September/).getByText('Scheduled').waitFor()
  await assertAccessible(page, 'a series')

  // Another rule from October on: what goes is seen before it goes.
  await series.getByRole('button', { name: 'Change the rule' }).click()
  await page.getByRole('heading', { level: 1, name: 'Change the rule' }).waitFor()
  await page.getByLabel('Holds from').fill('2031-10-01')
  await page.getByLabel('Day of the week').selectOption('Wednesday')
  const changes = page.getByRole('region', { name: 'What changes' }).getByRole('table')
  await row(changes, 'Thu 16 October').getByText('Dropped').waitFor()
  await row(changes, 'Wed 15 October').getByText('Added').waitFor()
  await page.getByText('3 are dropped').waitFor()
  await assertAccessible(page, 'a change of the rule')
  await page.getByRole('button', { name: 'Change the rule' }).click()
  await dialog.getByText(/Thu,? 16 October/).waitFor()
  await dialog.getByLabel('Reason').fill('Wednesdays suit the cities.')
  await dialog.getByRole('button', { name: 'Change it' }).click()
  await page.getByText('The rule is changed. Calendars follow.').waitFor()
  await series.getByText(/The third Wednesday of every month/).waitFor()
  await row(series, /Wed 15 October/).waitFor()
  await row(series, /Wed 20 August/).waitFor()

  // What is provisional is confirmed.
  await row(series, /Wed 15 October/).getByText('Provisional').waitFor()
  await series.getByRole('button', { name: 'Confirm 3 provisional dates' }).click()
  await assertAccessible(page, 'confirming')
  await dialog.getByRole('button', { name: 'Confirm them' }).click()
  await series.getByText('Provisional').first().waitFor({ state: 'detached' })
  await row(series, /Wed 15 October/).getByText('Scheduled').waitFor()
  assert.deepEqual(complaints, [])
})

test('a member reads the dates and changes none; in Arabic on a phone times keep their order', async () => {
  const { page, complaints } = await atGroup(/Lena Okoro/, { viewport: { width: 360, height: 740 } })
  await page.getByRole('link', { name: 'The year’s meetings' }).click()
  await page.getByRole('region', { name: 'Mornings of the year' }).getByText('Wed 15 October').waitFor()
  for (const act of ['Change the rule', /^Confirm/, /^Change the date/]) assert.equal(await page.getByRole('button', { name: act }).count(), 0)
  assert.equal(await page.getByRole('link', { name: 'Plan another series' }).count(), 0)

  await page.evaluate(() => localStorage.setItem('rapporteur.language', 'ar'))
  await page.reload()
  const range = page.getByText('09:00–10:00').first()
  await range.waitFor()
  assert.equal(await range.evaluate((element) => getComputedStyle(element).direction), 'ltr')
  assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl')
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360)
  await assertAccessible(page, 'the plan in Arabic on a phone')
  assert.deepEqual(complaints, [])
})
