// A calendar of one's own that follows the meetings, and the letters of the demo.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import ICAL from 'ical.js'
import { assertAccessible, openBrowser, openHouse, openPage, signIn } from './house.mjs'

let house, browser
before(async () => {
  house = await openHouse()
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await house?.close()
})

test('a calendar gets an address of its own, a new one, and none', async () => {
  const { page, complaints } = await openPage(browser, house)
  await signIn(page, /Lena Okoro/, '/profile')
  const keep = async () => {
    const url = await page.getByLabel('Address', { exact: true }).inputValue()
    await page.getByRole('button', { name: 'I have kept it' }).click()
    return url
  }
  await page.getByRole('button', { name: 'Make a calendar address' }).click()
  await page.getByRole('dialog', { name: 'The address for your calendar' }).waitFor()
  await assertAccessible(page, 'the address of a calendar')
  const first = await keep()
  const read = async (url) => fetch(url.replace('localhost', '127.0.0.1'), { headers: { Host: new URL(url).host } })
  const feed = await read(first)
  const events = new ICAL.Component(ICAL.parse(await feed.text())).getAllSubcomponents('vevent')
  assert.ok(events.some((event) => event.hasProperty('rrule')) && events.some((event) => event.hasProperty('recurrence-id')))

  await page.getByRole('button', { name: 'New address' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'New address' }).click()
  const second = await keep()
  assert.notEqual(first, second)
  assert.equal((await read(first)).status, 404)
  assert.equal((await read(second)).status, 200)
  await assertAccessible(page, 'the profile with a calendar')

  await page.getByRole('button', { name: 'End it' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'End it' }).click()
  await page.getByText('No calendar follows your meetings.').waitFor()
  assert.equal((await read(second)).status, 404)
  assert.deepEqual(complaints, [])
})

test('the letter of an invitation is in the mailbox of the demo, and its link leads on', async () => {
  const warren = await openPage(browser, house)
  await signIn(warren.page, /Warren Smith/)
  await warren.page.getByRole('link', { name: 'Mailbox of the demo' }).click()
  await warren.page.getByText('No letter yet.').waitFor()
  const { items } = await (await warren.page.request.get('/api/groups')).json()
  await warren.page.goto(`/groups/${items.find((group) => group.number === 2).id}`)
  await warren.page.getByRole('button', { name: 'Seat: City Official', exact: true }).click()
  await warren.page.getByRole('menuitem', { name: 'Invite somebody' }).click()
  await warren.page.getByLabel('E-mail address').fill('new.official@example.org')
  await warren.page.getByRole('button', { name: 'Invite', exact: true }).click()
  await warren.page.getByRole('button', { name: 'Done' }).click()

  const anybody = await openPage(browser, house)
  await anybody.page.goto('/mailbox')
  const letters = anybody.page.getByRole('list', { name: 'Letters' })
  await letters.getByText('new.official@example.org').waitFor()
  await assertAccessible(anybody.page, 'the mailbox')
  await letters.getByRole('button').first().click()
  await assertAccessible(anybody.page, 'a letter')
  await anybody.page.getByRole('dialog').getByRole('link').first().click()
  await anybody.page.getByRole('heading', { name: 'You are invited' }).waitFor()
  assert.deepEqual(anybody.complaints, [])
})
