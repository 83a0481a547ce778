// Somebody opens the address for the first time.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertAccessible, openBrowser, openHouse, openPage } from './house.mjs'

let house, browser
before(async () => {
  house = await openHouse()
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await house?.close()
})

const readers = [
  { name: 'English, light, wide', options: { locale: 'en-GB' }, dir: 'ltr' },
  { name: 'French, dark, wide', options: { locale: 'fr-FR', colorScheme: 'dark' }, dir: 'ltr' },
  { name: 'Arabic, light, a phone', options: { locale: 'ar-EG', viewport: { width: 360, height: 740 } }, dir: 'rtl' },
  { name: 'Arabic, dark, wide', options: { locale: 'ar-EG', colorScheme: 'dark' }, dir: 'rtl' },
]

for (const { name, options, dir } of readers) {
  test(`the first page, read in ${name}`, async () => {
    const { context, page, complaints } = await openPage(browser, house, options)
    await page.goto('/')
    await page.getByRole('main').waitFor()
    assert.equal(await page.locator('html').getAttribute('dir'), dir)
    const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
    assert.ok(wide <= seen, `the page is ${wide} wide in a window of ${seen}`)
    await assertAccessible(page, name)
    assert.deepEqual(complaints, [])
    await context.close()
  })
}

test('a page tells who has no JavaScript what to expect', async () => {
  const { context, page } = await openPage(browser, house, { javaScriptEnabled: false })
  await page.goto('/')
  assert.match(await page.locator('body').innerText(), /JavaScript/)
  await context.close()
})

test('the program stops when it is told to, and comes back with its data', async () => {
  await house.restart()
  const ready = await (await fetch(`${house.url}/readyz`)).json()
  assert.equal(ready.ready, true)
})
