// Somebody's session ends while they type; somebody changes the language; somebody leaves.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
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

test('a session that ends while somebody types is begun again beside the page, and the text stays', async () => {
  const { context, page } = await openPage(browser, house)
  await signIn(page, /Warren Smith/)
  await page.goto('/profile')
  const name = page.getByLabel('Name, as others see it')
  await name.fill('Warren J. Smith')

  await context.clearCookies() // the server no longer knows this browser
  await page.getByRole('button', { name: 'Save' }).click()
  const question = page.getByRole('dialog', { name: 'Sign in again' })
  await question.waitFor()
  await assertAccessible(page, 'the question to sign in again')

  const [popup] = await Promise.all([context.waitForEvent('page'), question.getByRole('button', { name: 'Sign in' }).click()])
  const closed = popup.waitForEvent('close')
  await popup.getByRole('button', { name: /Warren Smith/ }).click()
  await closed
  await question.waitFor({ state: 'hidden' })
  assert.equal(await name.inputValue(), 'Warren J. Smith')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Your profile is saved.').waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Warren J. Smith, account' }).waitFor()
  await context.close()
})

test('somebody else signing in beside the page does not get what was typed on it', async () => {
  const { context, page } = await openPage(browser, house)
  await signIn(page, /Lena Okoro/)
  await page.goto('/profile')
  await page.getByRole('button', { name: 'Make a token' }).waitFor() // everything on the page is there
  await context.clearCookies()
  await page.getByRole('button', { name: 'Save' }).click()
  const [popup] = await Promise.all([context.waitForEvent('page'), page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click()])
  const closed = popup.waitForEvent('close')
  await popup.getByRole('button', { name: /Pavel Novák/ }).click()
  await closed
  await page.getByRole('dialog', { name: 'Somebody else has signed in' }).waitFor()
  await page.getByRole('button', { name: /Go on as Pavel Novák/ }).click()
  await page.getByRole('button', { name: 'Pavel Novák, account' }).waitFor()
  await context.close()
})

test('the language changes at once, turns the page, and is remembered for the person', async () => {
  const { context, page, complaints } = await openPage(browser, house)
  await signIn(page, /Amina Haddad/)
  await page.goto('/')
  const saved = page.waitForResponse((response) => response.url().endsWith('/api/profile') && response.request().method() === 'PATCH')
  await page.getByRole('button', { name: 'Language: English' }).click()
  await page.getByRole('menuitemradio', { name: 'العربية' }).click()
  await page.getByRole('heading', { name: 'عملي' }).waitFor()
  assert.equal(await page.locator('html').getAttribute('dir'), 'rtl')
  assert.equal((await saved).status(), 200)
  assert.deepEqual(complaints, [])
  await context.close()

  const elsewhere = await openPage(browser, house)
  await signIn(elsewhere.page, /Amina Haddad/)
  await elsewhere.page.goto('/')
  await elsewhere.page.getByRole('heading', { name: 'عملي' }).waitFor()
  await elsewhere.context.close()
})

test('a token is shown once, works, and is revoked', async () => {
  const { context, page, complaints } = await openPage(browser, house)
  await signIn(page, /John Davies/)
  await page.goto('/profile')
  await page.getByRole('button', { name: 'Make a token' }).click()
  await page.getByLabel('What is it for?').fill('nightly export')
  await assertAccessible(page, 'making a token')
  await page.getByRole('button', { name: 'Make it' }).click()
  const secret = await page.getByLabel('Token nightly export').inputValue()
  assert.match(secret, /^rap_/)
  const profile = () => fetch(`${house.url}/api/profile`, { headers: { Authorization: `Bearer ${secret}` } })
  assert.equal((await (await profile()).json()).name, 'John Davies')
  await page.getByRole('button', { name: 'I have kept it' }).click()
  await page.getByRole('button', { name: 'Revoke nightly export' }).click()
  await page.getByText('The token is revoked.').waitFor()
  assert.equal((await profile()).status, 401)
  assert.deepEqual(complaints, [])
  await context.close()
})

test('signing out ends at the door, and back does not show the page', async () => {
  const { context, page } = await openPage(browser, house)
  await signIn(page, /Sam Keller/)
  await page.goto('/profile')
  await page.getByRole('button', { name: 'Sam Keller, account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.goto('/profile')
  await page.waitForURL(/\/sign-in/)
  await context.close()
})

test('a page that was refused while nobody was signed in comes back by itself', async () => {
  const { context, page } = await openPage(browser, house)
  await signIn(page, /Warren/)
  await page.goto('/help')
  await page.getByRole('heading', { name: 'Help' }).waitFor()
  await page.goto('/')
  await page.getByRole('heading', { name: 'My work' }).waitFor()
  await context.clearCookies()
  await page.getByRole('button', { name: /, account/ }).click()
  await page.getByRole('menuitem', { name: 'Profile' }).click()
  const [popup] = await Promise.all([context.waitForEvent('page'), page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click()])
  await popup.getByRole('button', { name: /Warren/ }).click()
  await page.getByLabel('Name, as others see it').waitFor()
  await context.close()
})
