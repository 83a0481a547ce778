// What stands around the words while somebody writes: notes, links, the state of saving, where the focus is.
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

async function write(options) {
  const opened = await openPage(browser, house, options)
  await signIn(opened.page, /Warren Smith/, '/groups')
  const { items } = await (await opened.page.request.get('/api/deliverables')).json()
  await opened.page.goto(`/deliverables/${items.find((item) => item.title === 'Assessment and organising framework').id}`)
  const text = opened.page.locator('[role="textbox"][aria-multiline="true"]')
  await text.waitFor()
  return { ...opened, text }
}

/** The editor reads a selection a moment after the browser made it. */
const settles = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))))

test('a footnote has its words, a link is set by keys, and one goes on writing', async () => {
  const { page, text, context, complaints } = await write()
  await text.click()
  await settles(page)
  await page.keyboard.press('Control+End')
  await settles(page)
  await page.keyboard.press('Enter')
  await page.keyboard.type('Levels are read')
  await page.getByRole('button', { name: 'Footnote' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a footnote' })
  await assertAccessible(page, 'a footnote')
  await page.keyboard.type('By the city itself.') // the box has the focus
  await dialog.getByRole('button', { name: 'Add it' }).click()
  const note = text.locator('[data-footnote]')
  await note.getByText('By the city itself.').waitFor()
  await settles(page)
  await page.keyboard.type(' once a year')
  assert.equal(await text.locator('p').last().textContent(), 'Levels are readBy the city itself. once a year')
  assert.equal(await note.innerText(), 'By the city itself.')

  // A click asks for its words.
  await note.click()
  await page.getByRole('dialog', { name: 'Change the footnote' }).getByLabel('Words of the note').fill('By its council.')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await note.getByText('By its council.').waitFor()

  await settles(page)
  await page.keyboard.press('Control+End')
  await settles(page)
  await page.keyboard.press('Control+Shift+ArrowLeft')
  await settles(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('u4ssc.itu.int')
  await page.keyboard.press('Enter')
  await text.getByRole('link', { name: 'year' }).waitFor()
  await settles(page)
  assert.equal(await text.evaluate((element) => element === document.activeElement), true)
  // A question that is left gives the focus back too, so that letters never become shortcuts.
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  assert.equal(await text.evaluate((element) => element === document.activeElement), true)
  assert.deepEqual(complaints, [])
  await context.close()
})

for (const [where, viewport] of [['on a wide screen', { width: 1280, height: 800 }], ['on a phone', { width: 360, height: 740 }]]) {
  test(`whether it is saved stays in sight ${where}`, async () => {
    const { page, text, context } = await write({ viewport })
    await text.click()
    await settles(page)
    await page.keyboard.press('Control+End')
    for (let line = 0; line < 30; line++) await page.keyboard.press('Enter')
    await page.keyboard.type('The end')
    await page.getByRole('status').filter({ hasText: /^Saved/ }).waitFor({ state: 'attached' })
    await page.mouse.wheel(0, 3000)
    const shown = async () => {
      const states = page.locator('span').filter({ hasText: /^Saved \d/ })
      for (const state of await states.all()) {
        const box = await state.boundingBox()
        if (box && box.width > 0 && box.y >= 0 && box.y + box.height <= viewport.height) return true
      }
      return false
    }
    await assert.doesNotReject(async () => {
      for (let tries = 0; tries < 50 && !(await shown()); tries++) await page.waitForTimeout(100)
      if (!(await shown())) throw new Error('nothing in sight says whether it is saved')
    })
    await assertAccessible(page, `a long text ${where}`)
    await context.close()
  })
}

test('what is missing is said in the language of the page, not of the browser', async () => {
  const { page, context } = await openPage(browser, house)
  await signIn(page, /Warren Smith/, '/groups')
  await page.getByRole('button', { name: 'Language: English' }).click()
  await page.getByRole('menuitemradio', { name: 'Français' }).click()
  const { items } = await (await page.request.get('/api/groups')).json()
  await page.goto(`/groups/${items.find((group) => group.kind === 'thematic_group').id}`)
  await page.getByRole('main').locator('button[aria-haspopup="menu"]').first().click()
  await page.getByRole('menuitem', { name: 'Nouveau livrable' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Le proposer' }).click()
  assert.equal(await dialog.getByRole('textbox').first().evaluate((field) => field.validationMessage), 'Renseignez ce champ.')
  await dialog.getByRole('textbox').first().fill('Un titre')
  assert.equal(await dialog.getByRole('textbox').first().evaluate((field) => field.validationMessage), '')
  await context.close()
})

test('a moved meeting is worded on the page of its group when that is the first page', async () => {
  const { page, context } = await openPage(browser, house)
  await signIn(page, /John Davies/, '/groups')
  const { items } = await (await page.request.get('/api/meetings?limit=500')).json()
  const next = items.find((meeting) => meeting.state === 'scheduled' && Date.parse(meeting.start) > Date.now())
  const day = next.local_start.slice(0, 8)
  const to = `${day}${String(Number(next.local_start.slice(8, 10)) - 1).padStart(2, '0')}${next.local_start.slice(10, 16)}`
  const moved = await page.request.post(`/api/meetings/${next.id}/move`, { data: { local_start: to, reason: 'The room.' }, headers: { Origin: house.url } })
  assert.equal(moved.status(), 200, await moved.text())
  await page.goto(`/groups/${next.group}`)
  await page.getByRole('row').filter({ hasText: /Moved from/ }).first().waitFor()
  await context.close()
})
