// Two people sign in on the same machine, each in a browser of their own.
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

const ask = (page, path) => page.evaluate(async (p) => (await fetch(p)).json(), path)

for (const [language, locale] of [['English', 'en-GB'], ['Arabic', 'ar-EG']]) {
  test(`who are you today, asked in ${language}`, async () => {
    const { context, page, complaints } = await openPage(browser, house, { locale, viewport: { width: 360, height: 740 } })
    await page.goto('/auth/sign-in')
    assert.equal(await page.getByRole('button', { name: /@|Smith|Davies|Okoro|Prado|Marama|Haddad|Novák|Keller/ }).count(), 8)
    await assertAccessible(page, language)
    assert.deepEqual(complaints, [])
    await context.close()
  })
}

test('each sees what their role lets them see, and nobody sees the other', async () => {
  const warren = await openPage(browser, house)
  const sam = await openPage(browser, house)
  await signIn(warren.page, /Warren Smith/)
  await signIn(sam.page, /Sam Keller/)
  assert.equal((await ask(warren.page, '/api/session')).person.name, 'Warren Smith')
  assert.equal((await ask(sam.page, '/api/session')).person.name, 'Sam Keller')
  const titles = async ({ page }) => (await ask(page, '/api/deliverables')).items.map((d) => d.title).sort()
  assert.deepEqual(await titles(sam), ['Procurement guidelines for smart sustainable cities'], 'an administrator has no rights over content')
  assert.equal((await titles(warren)).length, 3)
  await warren.context.close()
  await sam.context.close()
})

test('a session outlives a restart of the program', async () => {
  const { context, page } = await openPage(browser, house)
  await signIn(page, /Lena Okoro/)
  await house.restart()
  assert.equal((await ask(page, '/api/session')).person.name, 'Lena Okoro')
  await context.close()
})

test('without signing in the registers and drafts are not there', async () => {
  for (const [path, status] of [['/api/profile', 401], ['/api/groups', 200], ['/api/deliverables', 200]]) {
    const answer = await fetch(house.url + path)
    assert.equal(answer.status, status, path)
  }
  const { items } = await (await fetch(`${house.url}/api/deliverables`)).json()
  assert.deepEqual(items.map((d) => d.state), ['published'])
})
