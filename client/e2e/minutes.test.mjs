// Two people minute a meeting in two browsers, send the minutes round and approve them.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertAccessible, caretSettles, openBrowser, openHouse, openPage, signIn } from './house.mjs'

let browser
let house
let next
before(async () => {
  browser = await openBrowser()
  house = await openHouse()
})
after(async () => {
  await browser?.close()
  await house?.close()
})

const decided = 'We begin with the pre-procurement stage.'
const given = 'Send the scope note to every candidate city.'

/** Signs somebody in on the minutes of the next meeting. */
async function open(name, options) {
  const opened = await openPage(browser, house, options)
  await signIn(opened.page, name, '/groups')
  const query = `/api/meetings?mine=true&state=scheduled&from=${new Date().toISOString()}&limit=1`
  next ??= (await (await opened.page.request.get(query)).json()).items[0].id
  await opened.page.goto(`/meetings/${next}/minutes`)
  await opened.page.getByRole('heading', { level: 1, name: /^Minutes of/ }).waitFor()
  return { ...opened, text: opened.page.getByRole('textbox', { name: /^Minutes of/ }) }
}

const saved = (person) => person.page.getByRole('status').filter({ hasText: /^Saved/ }).waitFor()
const sees = (person, words) => person.text.getByText(words).first().waitFor()

/** Does the onward act of the page and confirms it. */
async function acts(person, name) {
  await person.page.getByRole('main').getByRole('button', { name, exact: true }).click()
  await person.page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
  await person.page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** Puts the caret at the end of the empty line under a heading of the agenda. */
async function under(person, heading) {
  await person.text.getByRole('heading', { name: heading }).click()
  await person.page.keyboard.press('End')
  await caretSettles(person.page)
  await person.page.keyboard.press('ArrowDown')
  await caretSettles(person.page)
}

test('a meeting is minuted by two, sent round, corrected and approved', async () => {
  const warren = await open(/Warren Smith/)
  const lena = await open(/Lena Okoro/)
  await warren.page.getByText('There are no minutes yet.').waitFor()
  await assertAccessible(warren.page, 'no minutes yet')

  await acts(warren, 'Start the meeting')
  await lena.page.getByText(/In progress/).waitFor() // told by the feed, without a reload
  await under(warren, 'Opening, minutes of the last meeting')
  await warren.page.keyboard.type('Warren Smith opened the meeting.')
  await under(lena, 'Implementation methodology, first outline')
  await lena.page.keyboard.type(`Lena Okoro presented the outline.\nd: ${decided}\na: ${given}`)
  await sees(lena, 'Warren Smith opened the meeting.')
  await sees(warren, given)

  // Tab goes from the words of the action to its owner and date.
  const action = lena.text.getByRole('group', { name: 'Action' }).filter({ hasText: given })
  await lena.page.keyboard.press('Tab')
  assert.equal(await action.getByRole('combobox', { name: 'Owner' }).evaluate((e) => e === document.activeElement), true)
  await action.getByRole('combobox', { name: 'Owner' }).selectOption('John Davies')
  await action.getByLabel('Due on').fill('2031-07-28')
  // Escape goes back to the words, and who and when can be typed, too.
  await action.getByLabel('Due on').press('Escape')
  await lena.page.keyboard.type('\na: @Warren ask the cities by 28 july 2031\n')
  const typed = lena.text.getByRole('group', { name: 'Action' }).filter({ has: lena.page.getByText('ask the cities', { exact: true }) })
  assert.equal(await typed.getByLabel('Due on').inputValue(), '2031-07-28')
  assert.equal(await typed.getByRole('combobox', { name: 'Owner' }).locator('option:checked').innerText(), 'Warren Smith')
  await saved(lena)

  const register = warren.page.getByRole('complementary', { name: 'Decisions and actions' })
  await register.getByRole('listitem').filter({ hasText: decided }).waitFor()
  await register.getByRole('listitem').filter({ hasText: given }).filter({ hasText: 'John Davies' }).filter({ hasText: 'due 28 Jul 2031' }).waitFor()
  await warren.text.getByRole('group', { name: 'Decision' }).getByRole('button', { name: /^Adopt:/ }).click()
  await lena.text.getByRole('group', { name: 'Decision' }).getByText('Adopted').waitFor()
  await assertAccessible(warren.page, 'minutes written by two')

  await acts(warren, 'End the meeting')
  await acts(warren, 'Circulate the minutes')
  const round = lena.page.getByRole('complementary', { name: 'Corrections' })
  await round.getByLabel('What is wrong').fill('Item 2: the outline is by the working group.')
  await round.getByRole('button', { name: 'Propose the correction' }).click()
  await warren.page.getByRole('complementary', { name: 'Corrections' }).getByRole('button', { name: 'Accept' }).click()
  await round.getByText('Accepted').waitFor()
  assert.equal(await warren.text.getAttribute('contenteditable'), 'false')
  await assertAccessible(lena.page, 'circulated minutes')

  await acts(warren, 'Approve the minutes')
  for (const person of [warren, lena]) {
    const frozen = person.page.getByRole('document', { name: /^Minutes of/ })
    await frozen.getByText(given).waitFor()
    assert.equal(await frozen.getAttribute('contenteditable'), 'false')
    assert.equal(await person.page.getByRole('toolbar', { name: 'Text' }).count(), 0)
    await person.page.getByText(/^[0-9a-f]{64}$/).waitFor()
  }
  await assertAccessible(lena.page, 'approved minutes')
  assert.deepEqual(warren.complaints, [])
  await warren.context.close()
  await lena.context.close()
})

test('the registers lead to the minutes, and a step is undone', async () => {
  const john = await open(/John Davies/)
  await john.page.goto('/actions')
  const mine = john.page.getByRole('listitem').filter({ hasText: given })
  await mine.getByRole('button', { name: /^Done:/ }).click()
  await mine.waitFor({ state: 'detached' })
  await john.page.getByRole('button', { name: 'Undo' }).click()
  await mine.waitFor()
  await assertAccessible(john.page, 'actions')
  await john.page.goto('/decisions')
  await assertAccessible(john.page, 'decisions')
  await john.page.getByRole('link', { name: decided }).click()
  await john.page.getByRole('document', { name: /^Minutes of/ }).getByText(decided).waitFor()
  assert.match(john.page.url(), new RegExp(`/meetings/${next}/minutes#`))
  await john.context.close()
})

test('on a phone, in Arabic, the minutes are not wider than the screen', async () => {
  const lena = await open(/Lena Okoro/, { viewport: { width: 360, height: 740 }, hasTouch: true })
  for (const path of [`/meetings/${next}/minutes`, '/actions?whose=all&show=all', '/decisions']) {
    await lena.page.goto(path)
    await lena.page.getByRole('listitem').filter({ hasText: path === '/decisions' ? decided : given }).first().waitFor()
    const wide = await lena.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    assert.ok(wide <= 0, `${path} is ${wide} px wider than the screen`)
    await assertAccessible(lena.page, `${path} on a phone`)
  }
  await lena.context.close()
})
