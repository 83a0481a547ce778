// Two people write one deliverable in two browsers.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertAccessible, caretSettles, openBrowser, openHouse, openPage, signIn } from './house.mjs'

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

/** Opens the deliverable as one of the demo people, down the way from their group. */
async function open(name, options) {
  const opened = await openPage(browser, house, options)
  await signIn(opened.page, name, '/groups')
  const list = await (await opened.page.request.get('/api/deliverables')).json()
  const one = list.items.find((item) => item.title === title)
  await opened.page.goto(`/deliverables/${one.id}`)
  const text = opened.page.getByRole('textbox', { name: `Text of ${title}` })
  await text.waitFor()
  return { ...opened, text, id: one.id }
}

const sees = (person, words) => person.text.getByText(words).first().waitFor()
const saved = (person) => person.page.getByRole('status').filter({ hasText: /^Saved/ }).waitFor()

async function writes(person, words) {
  await person.text.click()
  await caretSettles(person.page)
  await person.page.keyboard.press('Control+End')
  await caretSettles(person.page)
  await person.page.keyboard.press('Enter')
  await person.page.keyboard.type(words)
}

test('two people write together, and nothing is lost by a restart', async () => {
  const warren = await open(/Warren Smith/)
  const lena = await open(/Lena Okoro/)
  await writes(warren, 'A shared budget line is acceptable.')
  await sees(lena, 'A shared budget line is acceptable.')
  await saved(warren)
  await writes(lena, 'The finance office confirms it.')
  await sees(warren, 'The finance office confirms it.')
  await warren.page.getByRole('img', { name: /Here now:.*Lena Okoro/ }).waitFor()
  await assertAccessible(warren.page, 'a deliverable, edited by two')

  await house.restart()
  await writes(warren, 'Written right after the restart.')
  await sees(lena, 'Written right after the restart.')
  await saved(warren)
  await saved(lena)
  await lena.page.reload()
  for (const words of ['A shared budget line is acceptable.', 'The finance office confirms it.', 'Written right after the restart.']) {
    await sees(lena, words)
  }
  await warren.context.close()
  await lena.context.close()
})

test('what is typed without a line stays, says so, and merges when it is back', async () => {
  const warren = await open(/Warren Smith/)
  const lena = await open(/Lena Okoro/)
  await writes(warren, 'Before the tunnel.')
  await sees(lena, 'Before the tunnel.')
  await warren.context.setOffline(true)
  await writes(warren, 'Typed in the tunnel.')
  await writes(lena, 'Typed outside meanwhile.')
  await warren.context.setOffline(false)
  await sees(lena, 'Typed in the tunnel.')
  await sees(warren, 'Typed outside meanwhile.')
  await saved(warren)
  await warren.context.close()
  await lena.context.close()
})

/** Puts the caret at the end of the words of a paragraph. */
async function into(person, words) {
  await person.text.getByText(words).first().click()
  await caretSettles(person.page)
  await person.page.keyboard.press('End')
  await caretSettles(person.page)
}

test('a heading change against typing loses no character', async () => {
  const warren = await open(/Warren Smith/)
  const lena = await open(/Lena Okoro/)
  const words = 'The need in plain words'
  await writes(warren, words)
  await sees(lena, words)

  // One types where there is no line while the other makes the paragraph a heading: its block is another one then.
  await lena.context.setOffline(true)
  await into(lena, words)
  await lena.page.keyboard.type(', and who feels it')
  await into(warren, words)
  await warren.page.keyboard.press('Control+Alt+2')
  await warren.text.getByRole('heading', { name: words }).waitFor()
  await saved(warren)
  await lena.context.setOffline(false)
  await sees(warren, ', and who feels it')
  await sees(lena, ', and who feels it')

  // And at the same time: every letter is another one, so that none can stand for a lost one.
  const letters = [...'ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩαβγδεζηθικλμνξοπρστυφχψω']
  const line = 'Here both work.'
  await writes(warren, line)
  await sees(lena, line)
  await into(lena, line)
  await into(warren, line)
  const typing = (async () => {
    for (const letter of letters) await lena.page.keyboard.insertText(letter)
  })()
  for (let n = 0; n < 6; n++) await warren.page.keyboard.press('Control+Alt+3')
  await typing
  await saved(lena)
  await saved(warren)
  const shown = async (person) => (await person.text.innerText()).replaceAll('\u200b', '')
  for (const person of [warren, lena]) {
    for (const letter of letters) await sees(person, letter)
  }
  const all = await shown(lena)
  assert.deepEqual(letters.filter((letter) => !all.includes(letter)), [], 'letters that were lost')
  await warren.context.close()
  await lena.context.close()
})

test('who may only read is shown the text and cannot type', async () => {
  const pavel = await open(/Pavel Nov/)
  assert.equal(await pavel.text.getAttribute('contenteditable'), 'false')
  assert.equal(await pavel.page.getByRole('toolbar', { name: 'Text' }).count(), 0)
  await assertAccessible(pavel.page, 'a deliverable, only read')
  await pavel.context.close()
})

test('on a phone the text, its outline and its history have the screen in turn', async () => {
  const lena = await open(/Lena Okoro/, { viewport: { width: 360, height: 740 }, hasTouch: true })
  const parts = lena.page.getByRole('group', { name: 'Parts of the page' })
  await parts.getByRole('button', { name: 'History' }).click()
  await lena.page.getByRole('complementary', { name: 'History' }).waitFor()
  await parts.getByRole('button', { name: 'Text' }).click()
  await lena.text.waitFor()
  const wide = await lena.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok(wide <= 0, `the page is ${wide} px wider than the screen`)
  await assertAccessible(lena.page, 'a deliverable on a phone')
  await lena.context.close()
})
