// Nothing but a keyboard: from the door to an item proposed for the next meeting.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser, openHouse, openPage, signIn } from './house.mjs'

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

/** Who has the focus, as a screen reader would say it. */
const focused = (page) =>
  page.evaluate(() => {
    const at = document.activeElement
    const label = at?.getAttribute('aria-label') ?? (at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement ? at.labels?.[0]?.textContent : undefined)
    return (label ?? at?.textContent ?? '').trim()
  })

/** Goes on with Tab until something with this name has the focus; it must then be seen that it has. */
async function tabTo(page, name) {
  for (let n = 0; n < 80; n++) {
    await page.keyboard.press('Tab')
    if (!name.test(await focused(page))) continue
    const ring = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement)
      return style.outlineStyle !== 'none' || style.boxShadow !== 'none'
    })
    assert.ok(ring, `nothing shows that ${name} has the focus`)
    return
  }
  assert.fail(`Tab does not reach ${name}`)
}

test('an item is proposed for the next meeting with the keyboard alone', async () => {
  const { page, complaints } = await openPage(browser, house)
  await signIn(page, /Lena Okoro/, '/')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('Tab')
  assert.equal(await focused(page), 'Skip to content')
  await tabTo(page, /^Meetings$/)
  await page.keyboard.press('Enter')
  await page.getByRole('list', { name: 'To come' }).waitFor()
  await tabTo(page, /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 2, name: 'Agenda', exact: true }).waitFor()
  await tabTo(page, /^Propose an item$/)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await tabTo(page, /^Title/)
  await page.keyboard.type('Proposed without a mouse')
  await tabTo(page, /^Minutes/)
  await page.keyboard.type('5')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByText('Proposed without a mouse').waitFor()
  // The focus is back where the dialog was opened, and the menu of the item is reached and left.
  assert.match(await focused(page), /Propose an item/)
  await tabTo(page, /More for “Proposed without a mouse”/)
  await page.keyboard.press('Enter')
  await page.getByRole('menu').waitFor()
  await page.keyboard.press('ArrowDown')
  assert.match(await focused(page), /Take off the agenda/)
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  assert.match(await focused(page), /More for “Proposed without a mouse”/)
  assert.deepEqual(complaints, [])
})

test('letters lead to the pages, and can be switched off', async () => {
  const { page } = await openPage(browser, house)
  await signIn(page, /Lena Okoro/, '/')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('g')
  await page.getByRole('heading', { level: 1, name: 'Groups' }).waitFor()
})
