// The administrator says who stands over the installation.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessible, openBrowser, openHouse, openPage, signIn } from './house.mjs'

test('an administrator invites to an office and withdraws one; the page of somebody else stays shut', async (t) => {
  const house = await openHouse()
  t.after(() => house.close())
  const browser = await openBrowser()
  t.after(() => browser.close())

  const admin = await openPage(browser, house)
  await signIn(admin.page, 'Sam Keller', '/offices')
  const holders = admin.page.getByRole('list', { name: 'Who holds one' })
  await holders.getByText('Amina Haddad').waitFor()
  await admin.page.getByRole('button', { name: 'Invite to an office' }).click()
  await assertAccessible(admin.page, 'the dialog')
  await admin.page.getByLabel('E-mail address').fill('new.officer@example.org')
  await admin.page.getByRole('button', { name: 'Invite', exact: true }).click()
  const done = admin.page.getByRole('button', { name: 'Done' })
  await done.click()
  await admin.page.getByRole('list', { name: 'Invitations' }).getByText('new.officer@example.org').waitFor()
  await assertAccessible(admin.page, 'the filled page')

  // The last administrator stays, and is told why.
  await holders.getByRole('button', { name: /Administrator from Sam Keller/ }).click()
  const ask = admin.page.getByRole('dialog')
  await ask.getByRole('button', { name: 'Withdraw' }).click()
  await ask.getByText('An installation needs an administrator').waitFor()
  await ask.getByRole('button', { name: 'Cancel' }).click()

  const officer = await openPage(browser, house)
  await signIn(officer.page, 'Amina Haddad', '/groups')
  await holders.getByRole('button', { name: /Secretariat from Amina Haddad/ }).click()
  await ask.getByRole('button', { name: 'Withdraw' }).click()
  await admin.page.getByText('The office is withdrawn.').waitFor()
  await holders.getByText('Amina Haddad').waitFor({ state: 'detached' })
  await officer.page.goto('/offices')
  await officer.page.getByRole('heading', { level: 1 }).waitFor()
  assert.equal(await officer.page.getByRole('list', { name: 'Who holds one' }).count(), 0)
})

test('a refusal is read in the language of the page', async (t) => {
  const house = await openHouse()
  t.after(() => house.close())
  const browser = await openBrowser()
  t.after(() => browser.close())

  const admin = await openPage(browser, house, { locale: 'fr-CH' })
  await signIn(admin.page, 'Sam Keller', '/offices')
  await admin.page.getByRole('button', { name: /administrateur.*Sam Keller/i }).click()
  const ask = admin.page.getByRole('dialog')
  await ask.getByRole('button', { name: 'Retirer' }).click()
  await ask.getByText('Une installation a besoin d’un administrateur.').waitFor()
  await admin.page.keyboard.press('Escape')

  await admin.page.getByRole('button', { name: /^Langue/ }).click()
  await admin.page.getByRole('menuitemradio', { name: 'العربية' }).click()
  await admin.page.getByRole('button', { name: /^سحب .*Sam Keller/ }).click()
  await ask.getByRole('button', { name: 'سحب' }).click()
  await ask.getByText('يحتاج النظام إلى مدير. ادعُ مديرًا آخر أولًا.').waitFor()
  await assertAccessible(admin.page, 'a refusal in Arabic')
})
