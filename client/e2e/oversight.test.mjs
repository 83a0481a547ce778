// How all groups stand, on one page: for the secretariat and who leads, and for nobody else.
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

const day = (from, days) => new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10)

async function open(name, path, options) {
  const opened = await openPage(browser, house, options)
  await signIn(opened.page, name, path)
  return opened
}

test('the secretariat sees every deliverable, what slipped, and the cities that are silent', async () => {
  const { page, complaints } = await open(/Amina Haddad/, '/')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' }).click()
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
  const known = await (await page.request.get('/api/oversight')).json()

  const deliverables = page.getByRole('table', { name: /^Deliverables/ })
  for (const { title } of known.deliverables) await deliverables.getByRole('link', { name: title }).waitFor()
  const slipped = deliverables.getByRole('row', { name: /Implementation methodology/ })
  await slipped.getByText('Drafting').waitFor()
  await slipped.getByText('21 days').waitFor()
  const groups = page.getByRole('table', { name: /^Groups/ })
  assert.equal(await groups.getByRole('row').count(), known.groups.length + 1)
  await groups.getByRole('row', { name: /Working group 2/ }).getByText('with Procurement for Smart Sustainable Cities').waitFor()

  // What needs somebody stands first, with whom it waits for.
  const first = page.getByRole('heading', { level: 2 }).first()
  assert.match(await first.innerText(), /^Needs attention/)
  const attention = page.getByRole('list', { name: 'Needs attention' })
  await attention.getByRole('listitem').filter({ hasText: 'Belkara' }).getByText(/not reported, never heard/).waitFor()
  await attention.getByRole('listitem').filter({ hasText: 'City Official' }).getByText('waits for the co-leaders').waitFor()
  await assertAccessible(page, 'the overview')

  // A figure opens what it counts, and nothing else; the address keeps it.
  await page.getByRole('link', { name: /pilots did not report/ }).click()
  const pilots = page.getByRole('table', { name: /^Pilots/ })
  assert.equal(await page.locator('[aria-current]').filter({ hasText: 'pilots did not report' }).count(), 1)
  const silent = known.figures.find(({ name }) => name === 'pilots_not_reported').value
  await page.getByRole('heading', { name: `Pilots ${silent} of ${known.pilots.length}` }).waitFor()
  assert.equal(await pilots.getByRole('row').count(), silent + 1)
  await pilots.getByRole('row', { name: /Belkara/ }).getByText('never').waitFor()
  await assertAccessible(page, 'the silent cities alone')
  await page.reload()
  await page.getByRole('heading', { name: `Pilots ${silent} of ${known.pilots.length}` }).waitFor()
  await page.getByRole('link', { name: 'Show all' }).click()
  await pilots.getByRole('row', { name: /Nordvika/ }).waitFor()

  await page.getByRole('link', { name: /actions? overdue/ }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Actions' }).waitFor()
  await page.goBack()

  await attention.getByRole('link', { name: 'Omashi' }).click()
  await page.getByRole('heading', { level: 1, name: /Report for/ }).waitFor()
  assert.deepEqual(complaints, [])
})

test('a co-leader sees what changes while they look', async () => {
  const warren = await open(/Warren Smith/, '/oversight', { viewport: { width: 360, height: 740 } })
  const table = warren.page.getByRole('table', { name: /^Deliverables/ })
  const row = table.getByRole('row', { name: /Assessment and organising framework/ })
  await row.getByText('not set').first().waitFor()
  await assertAccessible(warren.page, 'the overview on a phone')

  const amina = await open(/Amina Haddad/, '/')
  const { items } = await (await amina.page.request.get('/api/deliverables')).json()
  const { id } = items.find(({ title }) => title === 'Assessment and organising framework')
  const due = day(new Date().toISOString(), 40)
  const answer = await amina.page.request.patch(`/api/deliverables/${id}`, { data: { due }, headers: { Origin: house.url } })
  assert.equal(answer.status(), 200, await answer.text())
  await row.locator(`time[datetime="${due}"]`).first().waitFor() // told by the feed
})

test('a member is shown no way there, and told why at the address itself', async () => {
  const { page } = await open(/Lena Okoro/, '/')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Pilots' }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'Overview' }).count(), 0)
  await page.goto('/oversight')
  await page.getByRole('heading', { level: 1, name: 'This is not for your seat' }).waitFor()
  await page.getByText('Only the secretariat and co-leaders can do this here.').waitFor()
  await assertAccessible(page, 'no rights')
})
