// Comment threads on the passages of a deliverable, by two people in two browsers.
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

const title = 'Implementation methodology'
const passage = 'Where the need crosses several departments, one of them must hold the budget.'
const question = 'Which department, where none has one?'

/** Opens the deliverable as one of the demo people. */
async function open(name, { search = '', ...options } = {}) {
  const opened = await openPage(browser, house, options)
  await signIn(opened.page, name, '/groups')
  const list = await (await opened.page.request.get('/api/deliverables')).json()
  const { id } = list.items.find((item) => item.title === title)
  await opened.page.goto(`/deliverables/${id}${search}`)
  const text = opened.page.getByRole('textbox', { name: `Text of ${title}` })
  await text.waitFor()
  return { ...opened, text, id, panel: opened.page.getByRole('complementary', { name: 'Comments' }) }
}

const saved = (person) => person.page.getByRole('status').filter({ hasText: /^Saved/ }).waitFor()
const threadOf = (person, words) => person.panel.getByRole('listitem', { name: /^Thread:/ }).filter({ hasText: words })
const mark = (person, words) => person.text.locator('p', { hasText: words }).getByRole('button', { name: /open thread/ })
const hasFocus = (locator) => locator.evaluate((element) => element === document.activeElement)

/** What a click or a key did to the selection is read by the editor a moment later; no person is faster. */
const settles = (person) => person.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))))

/** Writes a passage of its own at the end, which the server has named when it is saved. */
async function writes(person, words) {
  await person.text.click()
  await settles(person)
  await person.page.keyboard.press('Control+End')
  await settles(person)
  await person.page.keyboard.press('Enter')
  await person.page.keyboard.type(words)
  await person.text.locator('p[data-id]', { hasText: words }).waitFor()
  await saved(person)
}

test('a thread is begun by keyboard, answered, resolved and reopened, and everybody sees it', async () => {
  const warren = await open(/Warren Smith/)
  const lena = await open(/Lena Okoro/)
  await writes(warren, passage)

  await warren.page.keyboard.press('Control+Alt+m')
  const box = warren.panel.getByRole('textbox', { name: 'Your comment' })
  await box.waitFor()
  assert.equal(await hasFocus(box), true)
  await warren.page.keyboard.type('Half a thought')
  await warren.page.keyboard.press('Escape')
  await warren.panel.getByRole('button', { name: 'Close the comments' }).click()
  await warren.page.reload()
  await warren.text.click()
  await settles(warren)
  await warren.page.keyboard.press('Control+End') // where one's caret does not part the words for the other
  await settles(warren)
  await warren.page.getByRole('toolbar', { name: 'Text' }).getByRole('button', { name: 'Comment on this passage' }).click()
  assert.equal(await box.inputValue(), 'Half a thought', 'the draft is still there')
  await box.fill(question)
  await box.press('Control+Enter')
  await threadOf(warren, question).waitFor()
  await warren.page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'textbox')

  // The other sees the mark without a reload, and gets to the thread from it.
  await mark(lena, passage).focus()
  await lena.page.keyboard.press('Enter')
  const thread = threadOf(lena, question)
  await thread.getByText(`“${passage}”`).waitFor()
  assert.equal(await hasFocus(thread), true)
  assert.equal(await thread.getAttribute('aria-current'), 'true')
  await assertAccessible(lena.page, 'a deliverable with an open thread')
  await thread.getByRole('button', { name: 'Reply' }).click()
  await lena.page.keyboard.type('The one that pays for operation.')
  await lena.page.keyboard.press('Control+Enter')
  await threadOf(warren, 'The one that pays for operation.').waitFor()

  // One's own words only.
  await thread.getByRole('button', { name: 'Edit your comment' }).click()
  await lena.page.keyboard.type(' For three years.')
  await lena.page.keyboard.press('Control+Enter')
  await threadOf(warren, 'The one that pays for operation. For three years.').getByText('edited').waitFor()

  await threadOf(warren, question).getByRole('button', { name: 'Resolve', exact: true }).click()
  await warren.page.getByRole('menuitem', { name: 'Accepted', exact: true }).click()
  await thread.waitFor({ state: 'detached' })
  await mark(lena, passage).waitFor({ state: 'detached' })
  await warren.page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await thread.getByText('Reopened', { exact: true }).waitFor()

  await threadOf(warren, question).getByRole('button', { name: 'Resolve', exact: true }).click()
  await warren.page.getByRole('menuitem', { name: 'Partly accepted…' }).click()
  await warren.page.getByRole('dialog').getByLabel('Reason').fill('For operation only.')
  await warren.page.getByRole('dialog').getByRole('button', { name: 'Resolve', exact: true }).click()
  await lena.panel.getByRole('button', { name: 'Resolved 1' }).click()
  await thread.getByText('For operation only.').waitFor()
  await assertAccessible(lena.page, 'a resolved thread')
  await thread.getByRole('button', { name: 'Reopen…' }).click()
  await lena.page.getByRole('dialog').getByLabel('Reason').fill('The clause is still missing.')
  await lena.page.getByRole('dialog').getByRole('button', { name: 'Reopen', exact: true }).click()
  await threadOf(warren, 'The clause is still missing.').waitFor()
  await mark(warren, passage).waitFor()

  // Its passage goes, the thread stays.
  await writes(warren, 'Afterwards.')
  await warren.text.locator('p', { hasText: passage }).click({ clickCount: 3 })
  await settles(warren)
  await warren.page.keyboard.press('Delete')
  await warren.page.keyboard.press('Backspace')
  await lena.panel.getByRole('button', { name: 'Open 1' }).click()
  await thread.getByText('Its passage is gone').waitFor()
  await thread.getByText(`“${passage}”`).waitFor()
  await assertAccessible(lena.page, 'a thread whose passage is gone')
  assert.deepEqual(warren.complaints, [])
  assert.deepEqual(lena.complaints, [])
  await warren.context.close()
  await lena.context.close()
})

test('who may comment on a text that is only read does, and takes it back; an observer reads', async () => {
  const ines = await open(/In.s Prado/)
  assert.equal(await ines.text.getAttribute('contenteditable'), 'false')
  // The keys are there when the button is that names them.
  await ines.page.getByRole('button', { name: 'Comment on this passage' }).waitFor()
  await ines.page.keyboard.press('Control+Alt+m')
  await ines.panel.getByRole('button', { name: 'The passage after' }).click()
  const box = ines.panel.getByRole('textbox', { name: 'Your comment' })
  await ines.panel.getByRole('button', { name: 'Technical' }).click()
  await box.fill('We have no budget line for this.')
  await box.press('Control+Enter')
  const own = threadOf(ines, 'We have no budget line for this.')
  await own.getByText('Technical').waitFor()
  await assertAccessible(ines.page, 'a text that is only read, with a thread')

  const threads = await (await ines.page.request.get(`/api/deliverables/${ines.id}/threads`)).json()
  const one = threads.items.find((thread) => thread.comments[0].text.startsWith('We have'))
  const pavel = await open(/Pavel Nov/, { search: `?thread=${one.id}` })
  const seen = threadOf(pavel, 'We have no budget line for this.')
  await seen.waitFor()
  await pavel.page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('Thread:'))
  for (const name of ['Reply', 'Resolve', 'Withdraw', 'Edit your comment', 'New comment']) {
    assert.equal(await pavel.panel.getByRole('button', { name, exact: true }).count(), 0, name)
  }

  await own.getByRole('button', { name: 'Withdraw' }).click()
  await seen.waitFor({ state: 'detached' })
  assert.deepEqual(ines.complaints, [])
  await ines.context.close()
  await pavel.context.close()
})

test('on a phone the threads have the screen in turn', async () => {
  const lena = await open(/Lena Okoro/, { viewport: { width: 360, height: 740 }, hasTouch: true })
  await lena.page.getByRole('group', { name: 'Parts of the page' }).getByRole('button', { name: /^Comments/ }).click()
  await threadOf(lena, question).waitFor()
  const wide = () => lena.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok((await wide()) <= 0, `the page is ${await wide()} px wider than the screen`)
  await assertAccessible(lena.page, 'threads on a phone')
  await lena.context.close()
})
