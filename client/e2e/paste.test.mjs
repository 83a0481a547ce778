// What people bring along from Word, from Google Docs and from the web.
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

async function open(name) {
  const opened = await openPage(browser, house)
  await signIn(opened.page, name, '/groups')
  const list = await (await opened.page.request.get('/api/deliverables')).json()
  await opened.page.goto(`/deliverables/${list.items.find((item) => item.title === title).id}`)
  const text = opened.page.getByRole('textbox', { name: `Text of ${title}` })
  await text.waitFor()
  return { ...opened, text }
}

/** Pastes as a browser does, at the end of the text. */
async function paste({ page, text }, { html = '', plain = '', file }) {
  await text.locator('> p').last().click()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await text.evaluate(
    (element, given) => {
      const data = new DataTransfer()
      if (given.html !== '') data.setData('text/html', given.html)
      if (given.plain !== '') data.setData('text/plain', given.plain)
      if (given.file) data.items.add(new File([given.file.words], given.file.name, { type: given.file.type }))
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    },
    { html, plain, file },
  )
}

// One red pixel.
const pixel = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=='

test('a paste from Word comes out as a text of ours, for the other one too', async () => {
  const warren = await open(/Warren Smith/)
  const lena = await open(/Lena Okoro/)
  await paste(warren, {
    html: `<html xmlns:w="urn:schemas-microsoft-com:office:word"><body>
      <h2>Before the tender</h2>
      <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;</span></span><![endif]>Ask the market</p>
      <table><tr><td><p>Step</p></td><td><p>Weeks</p></td></tr><tr><td>Ask</td><td><a href="https://u4ssc.itu.int/">three</a></td></tr></table>
      <p class=MsoNormal>Ask three offices<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>.</p>
      <p><img src="${pixel}"></p><p><img src="https://elsewhere.example.org/tracker.png"></p>
      <div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1">[1]</a> Or fewer, in a small city.</p></div></div>
    </body></html>`,
  })
  const dialog = warren.page.getByRole('dialog', { name: 'What does the picture show?' })
  await dialog.waitFor()
  await assertAccessible(warren.page, 'the question about a picture')
  await dialog.getByLabel('Description').fill('A red point.')
  await dialog.getByRole('button', { name: 'Save the description' }).click()
  await warren.page.getByText('Pictures from the web did not come along.').waitFor()

  await lena.text.getByRole('heading', { level: 2, name: 'Before the tender' }).waitFor()
  await lena.text.getByRole('listitem').filter({ hasText: 'Ask the market' }).waitFor()
  assert.equal(await lena.text.getByRole('table').last().getByRole('row').count(), 2)
  assert.equal(await lena.text.getByRole('link', { name: 'three' }).getAttribute('href'), 'https://u4ssc.itu.int/')
  await lena.text.getByText('Or fewer, in a small city.').waitFor()
  const picture = lena.text.getByRole('img', { name: 'A red point.' })
  await picture.waitFor()
  const src = await picture.getAttribute('src')
  assert.match(src, /^\/api\/files\//)
  assert.equal(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth)), 1)
  assert.equal(await lena.page.locator('img[src*="elsewhere.example.org"]').count(), 0)

  // Whoever may not read the text does not get its pictures either.
  const stranger = await openPage(browser, house)
  assert.equal((await stranger.page.request.get(src)).status(), 404)
  // Reading Word's markup, the browser names every style of it that our policy does not apply.
  assert.deepEqual(warren.complaints.filter((said) => !said.includes('Applying inline style')), [])
})

test('a file that only says it is a picture is refused with a sentence, and nothing else is lost', async () => {
  const warren = await open(/Warren Smith/)
  await paste(warren, { file: { name: 'logo.svg', type: 'image/svg+xml', words: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>' } })
  await warren.page.getByText(/SVG/).first().waitFor()
  assert.equal(await warren.text.locator('img[src*="svg"]').count(), 0)
  await paste(warren, { plain: 'Still writing.' })
  await warren.text.getByText('Still writing.').waitFor()
})
