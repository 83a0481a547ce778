// Every page, filled by the demo: read with axe, wide and on a phone, in English and in Arabic, light and dark.
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

/** Where somebody can go, with the things of the demo in the addresses. */
async function pages(page) {
  const first = async (list, like) => (await (await page.request.get(`/api/${list}`)).json()).items.find(like)
  const group = await first('groups', ({ kind }) => kind === 'thematic_group')
  const working = await first('groups', ({ number }) => number === 2)
  const deliverable = await first('deliverables', ({ state }) => state === 'drafting')
  const published = await first('deliverables', ({ state }) => state === 'published')
  const next = await first(`meetings?mine=true&state=scheduled&from=${new Date().toISOString()}`, () => true)
  const held = await first('meetings?mine=true&latest=true', ({ record }) => record === 'circulated')
  const approved = await first('meetings?mine=true&latest=true', ({ record }) => record === 'approved')
  const unrecorded = await first('meetings?mine=true', ({ record }) => record === 'none')
  const pilot = await first('pilots', ({ name }) => name === 'Puerto Sereno')
  return [
    '/', '/groups', `/groups/${group.id}`, `/groups/${working.id}`, `/groups/${group.id}/plan`,
    '/meetings', `/meetings/${next.id}`, `/meetings/${unrecorded.id}`, `/meetings/${held.id}/minutes`, `/meetings/${approved.id}/minutes`,
    '/actions', '/actions?whose=all&show=all', '/decisions',
    `/deliverables/${deliverable.id}`, `/deliverables/${published.id}`,
    '/pilots', '/pilots?view=board', `/pilots/${pilot.id}`, `/pilots/${pilot.id}/reports/${pilot.months[0].period}`, `/pilots/${pilot.id}/reports/${pilot.months[1].period}`,
    '/oversight', '/profile', '/mailbox', '/help', '/invitation', '/no-such-page',
  ]
}

const views = [
  { name: 'in English, wide, light', options: {} },
  { name: 'in Arabic, on a phone, dark', options: { locale: 'ar', viewport: { width: 360, height: 740 }, colorScheme: 'dark' } },
]

for (const { name, options } of views) {
  test(`every page can be used by everybody, ${name}`, async () => {
    const { page, complaints, context } = await openPage(browser, house, options)
    await signIn(page, /Warren Smith|Warren/)
    for (const path of await pages(page)) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await page.waitForLoadState('networkidle')
      await assertAccessible(page, path)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      assert.ok(wide <= 0, `${path} is ${wide} px wider than the screen`)
    }
    // Nobody is invited here, and the page for that says so.
    assert.deepEqual(complaints.filter((line) => !/404 \(Not Found\)|There is no such invitation|لا توجد دعوة كهذه/.test(line)), [])
    await context.close()
  })
}
