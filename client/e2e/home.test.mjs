// My work: what I owe, what waits for me, and whether I come to the next meeting.
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

async function open(name, options) {
  const opened = await openPage(browser, house, options)
  await signIn(opened.page, name)
  return opened
}

test('a member ticks an action done, takes it back, sends regrets and withdraws them', async () => {
  const { page, complaints } = await open(/Lena Okoro/)
  const mine = page.getByRole('list', { name: 'My actions' })
  const first = mine.getByRole('listitem').first()
  await first.getByText(/^overdue/).waitFor()
  await page.getByRole('button', { name: 'Send regrets' }).waitFor()
  await assertAccessible(page, 'my work')

  const words = await first.getByRole('link').first().innerText()
  await first.getByRole('checkbox', { name: /^Done: / }).check()
  await mine.getByText(words).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await mine.getByText(words).waitFor()
  assert.equal(await first.getByRole('checkbox').isChecked(), false)
  // What else can be done with it stays in its menu.
  await first.getByRole('button', { name: /^More for/ }).click()
  await page.getByRole('menuitem', { name: 'It is blocked…' }).waitFor()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Send regrets' }).click()
  await page.getByText('You sent regrets').waitFor()
  await assertAccessible(page, 'my work, regrets sent')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Send regrets' }).click()
  await page.getByRole('button', { name: 'I can come after all' }).click()
  await page.getByRole('button', { name: 'Send regrets' }).waitFor()

  await page.getByRole('list', { name: 'Waiting for me' }).getByRole('link', { name: /^Minutes of/ }).waitFor()
  await page.getByRole('link', { name: 'Open the meeting' }).click()
  await page.getByRole('heading', { level: 2, name: 'Agenda', exact: true }).waitFor()
  assert.deepEqual(complaints, [])
})

test('by keyboard alone an action is done and comes back', async () => {
  const { page } = await open(/Lena Okoro/)
  const mine = page.getByRole('list', { name: 'My actions' })
  const last = mine.getByRole('listitem').last()
  const words = await last.getByRole('link').first().innerText()
  await last.getByRole('checkbox').focus()
  await page.keyboard.press('Space')
  await mine.getByText(words).waitFor({ state: 'detached' })
  const at = await page.evaluate(() => document.activeElement?.closest('ul')?.getAttribute('aria-label'))
  assert.equal(at, 'My actions', 'the focus is on the line that took its place')
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await mine.getByText(words).waitFor()
})

test('a co-leader sees what waits for them', async () => {
  const { page } = await open(/Warren Smith/)
  const waiting = page.getByRole('list', { name: 'Waiting for me' })
  await waiting.getByText(/waits to be accepted/).first().waitFor()
  await waiting.getByText(/proposed for the agenda/).waitFor()
  await assertAccessible(page, 'my work, of a co-leader')
})

test('a text that goes into review waits for the members at once', async () => {
  const lena = await open(/Lena Okoro/)
  const waiting = lena.page.getByRole('list', { name: 'Waiting for me' })
  await waiting.waitFor()
  const warren = await open(/Warren Smith/)
  const { items } = await (await warren.page.request.get('/api/deliverables')).json()
  const text = items.find((item) => item.title === 'Implementation methodology')
  assert.equal(await waiting.getByRole('link', { name: text.title }).count(), 0)
  await warren.page.goto(`/deliverables/${text.id}`)
  await warren.page.getByRole('button', { name: 'Move to group review' }).click()
  await warren.page.getByRole('dialog').getByRole('button', { name: /^Move/ }).click()
  await waiting.getByRole('link', { name: text.title }).click()
  await lena.page.getByRole('heading', { level: 1, name: text.title }).waitFor()
  assert.deepEqual(lena.complaints, [])
})

test('an official finds the month that is to be told', async () => {
  const { page } = await open(/Inés Prado/, { viewport: { width: 360, height: 740 } })
  await page.getByRole('list', { name: 'Waiting for me' }).getByRole('link', { name: 'Puerto Sereno' }).click()
  await page.getByRole('button', { name: 'No change, send' }).waitFor()
})
