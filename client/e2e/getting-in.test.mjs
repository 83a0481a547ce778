// A co-leader fills the vacant seat: somebody is invited, opens the link, and sits.
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

const workingGroup2 = async (page) => {
  const { items } = await page.evaluate(async () => (await fetch('/api/groups')).json())
  return items.find((group) => group.number === 2)
}

test('the vacant seat is filled by invitation, both addresses are shown, and it can be made vacant again', async () => {
  const warren = await openPage(browser, house)
  await signIn(warren.page, /Warren Smith/)
  const group = await workingGroup2(warren.page)
  await warren.page.goto(`/groups/${group.id}`)
  await warren.page.getByRole('button', { name: 'Seat: City Official', exact: true }).click()
  await warren.page.getByRole('menuitem', { name: 'Invite somebody' }).click()
  await warren.page.getByLabel('E-mail address').fill('city.official@example.org')
  await assertAccessible(warren.page, 'inviting somebody')
  await warren.page.getByRole('button', { name: 'Invite', exact: true }).click()
  const link = await warren.page.getByLabel('Link of the invitation').inputValue()
  await warren.page.getByRole('button', { name: 'Done' }).click()
  await warren.page.getByText('city.official@example.org').waitFor()

  const pavel = await openPage(browser, house)
  await pavel.page.goto(link)
  await pavel.page.getByRole('heading', { name: 'You are invited' }).waitFor()
  assert.ok(!pavel.page.url().includes(link.split('/').at(-1)), 'the secret stays in the address')
  await assertAccessible(pavel.page, 'an invitation, before signing in')
  await pavel.page.getByRole('link', { name: 'Sign in' }).click()
  await pavel.page.getByRole('button', { name: /Pavel Novák/ }).click()
  await pavel.page.getByText('The two addresses differ.').waitFor()
  await pavel.page.getByText('pavel.novak@example.org').waitFor()
  await assertAccessible(pavel.page, 'an invitation, signed in')
  await pavel.page.getByRole('button', { name: 'Take the seat as Pavel Novák' }).click()
  await pavel.page.getByText('Welcome. The seat is yours.').waitFor()
  assert.deepEqual(pavel.complaints, [])

  await pavel.page.goto(link)
  await pavel.page.getByRole('heading', { name: /This invitation was used|No invitation is open here/ }).waitFor()

  await warren.page.reload()
  await warren.page.getByRole('button', { name: 'Seat: City Official, Pavel Novák' }).click()
  await warren.page.getByRole('menuitem', { name: 'Make it vacant' }).click()
  await warren.page.getByRole('button', { name: 'Make it vacant' }).click()
  await warren.page.getByText('The seat is vacant.').waitFor()
  assert.deepEqual(warren.complaints, [])
  await pavel.context.close()
  await warren.context.close()
})

test('a co-leader opens a working group, proposes a deliverable in it and renames it', async () => {
  const { context, page, complaints } = await openPage(browser, house)
  await signIn(page, /John Davies/)
  await page.goto('/groups')
  await page.getByRole('link', { name: 'Procurement for Smart Sustainable Cities' }).click()
  await page.getByRole('button', { name: 'More for this group' }).click()
  await page.getByRole('menuitem', { name: 'Open a working group' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Working group 3')
  await page.getByLabel('Scope').fill('The first task\nThe second task')
  await page.getByRole('button', { name: 'Open it' }).click()
  await page.getByRole('heading', { name: 'Working group 3', level: 1 }).waitFor()
  await page.getByText('The second task').waitFor()

  await page.getByRole('button', { name: 'More for this group' }).click()
  await page.getByRole('menuitem', { name: 'New deliverable' }).click()
  await page.getByLabel('Title').fill('A guide to lots')
  await page.getByRole('button', { name: 'Propose it' }).click()
  await page.getByRole('rowheader', { name: /A guide to lots/ }).waitFor()

  await page.getByRole('button', { name: 'More for this group' }).click()
  await page.getByRole('menuitem', { name: 'Change the group' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Working group on lots')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Working group on lots', level: 1 }).waitFor()
  await assertAccessible(page, 'a group that was just opened')
  assert.deepEqual(complaints, [])
  await context.close()
})

test('a member sees who sits where, and no button to change it', async () => {
  const { context, page } = await openPage(browser, house)
  await signIn(page, /Lena Okoro/)
  const group = await workingGroup2(page)
  await page.goto(`/groups/${group.id}`)
  await page.getByText('City Official', { exact: true }).waitFor()
  assert.equal(await page.getByRole('button', { name: /^Seat:|More for this group|Add a seat/ }).count(), 0)
  await context.close()
})

test('whose last seat has ended is thanked, and told what stays', async () => {
  const warren = await openPage(browser, house)
  await signIn(warren.page, /Warren Smith/)
  const { items } = await (await warren.page.request.get('/api/groups')).json()
  const seats = (await Promise.all(items.map(async ({ id }) => (await warren.page.request.get(`/api/groups/${id}`)).json()))).flatMap((group) => group.seats.map((seat) => ({ group: group.id, ...seat })))
  const lena = await openPage(browser, house)
  await signIn(lena.page, /Lena Okoro/)
  await lena.page.getByRole('heading', { level: 1, name: 'My work' }).waitFor()
  for (const { group, title } of seats.filter(({ holder }) => holder?.name === 'Lena Okoro')) {
    await warren.page.goto(`/groups/${group}`)
    await warren.page.getByRole('button', { name: `Seat: ${title}, Lena Okoro` }).first().click()
    await warren.page.getByRole('menuitem', { name: 'Make it vacant' }).click()
    await warren.page.getByRole('button', { name: 'Make it vacant' }).click()
    await warren.page.getByText('The seat is vacant.').waitFor()
  }
  await lena.page.reload()
  await lena.page.getByRole('heading', { level: 1, name: 'Your seat has ended' }).waitFor()
  await assertAccessible(lena.page, 'the seat has ended')
})
