// The secretariat sees how everything stands; everybody sees what waits for them.
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

async function open(name, path, options) {
  const opened = await openPage(browser, house, options)
  await signIn(opened.page, name, path)
  return opened
}

test('the secretariat sees every deliverable, meeting and pilot on one page', async () => {
  const { page, complaints } = await open(/Amina Haddad/, '/')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' }).click()
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
  const deliverables = await (await page.request.get('/api/deliverables')).json()
  const table = page.getByRole('region', { name: /^Deliverables \d/ })
  for (const { title } of deliverables.items) await table.getByRole('link', { name: title }).waitFor()
  await table.getByText('slipped 21 days').waitFor()
  const cities = page.getByRole('region', { name: /^Pilots \d/ })
  await cities.getByRole('row', { name: /Belkara/ }).getByText('never').waitFor()
  await assertAccessible(page, 'the overview')
  // A figure opens the list it counts.
  await page.getByRole('list', { name: /In figures/ }).getByRole('link', { name: /actions overdue/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Actions' }).waitFor()
  assert.deepEqual(complaints, [])
})

test('a member is neither offered the overview nor shown it', async () => {
  const { page } = await open(/Lena Okoro/, '/oversight')
  await page.getByRole('heading', { level: 1 }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'Overview' }).count(), 0)
  assert.equal(await page.getByRole('heading', { name: 'Needs attention' }).count(), 0)
  await assertAccessible(page, 'no rights to the overview')
})

test('a co-leader sees what waits for them', async () => {
  const { page } = await open(/Warren Smith/, '/')
  await page.getByRole('list', { name: 'Waiting for me' }).getByText(/waits to be accepted/).first().waitFor()
  await assertAccessible(page, 'my work, of a co-leader')
})

test('my work shows what I owe, and it is done from there', async () => {
  const { page, complaints } = await open(/Lena Okoro/, '/')
  const mine = page.getByRole('list', { name: 'My actions' })
  const first = mine.getByRole('listitem').first()
  await first.waitFor()
  await assertAccessible(page, 'my work')
  const words = await first.getByRole('link').first().innerText()
  await first.getByRole('button', { name: /Done/ }).click()
  await mine.getByText(words).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await mine.getByText(words).waitFor()
  await page.getByRole('button', { name: 'Send regrets' }).click()
  await page.getByRole('button', { name: 'I can come after all' }).click()
  await page.getByRole('button', { name: 'Send regrets' }).waitFor()
  await page.getByRole('link', { name: 'Open the meeting' }).click()
  await page.getByRole('heading', { level: 2, name: 'Agenda', exact: true }).waitFor()
  assert.deepEqual(complaints, [])
})

test('an official finds the month that is to be told', async () => {
  const { page } = await open(/Inés Prado/, '/', { viewport: { width: 360, height: 740 } })
  await page.getByRole('list', { name: 'Waiting for me' }).getByRole('link', { name: 'Puerto Sereno' }).click()
  await page.getByRole('button', { name: 'No change, send' }).waitFor()
})
