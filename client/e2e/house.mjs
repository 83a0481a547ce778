// What every story here needs: the real program with data of its own, and real
// browsers in front of it. Run: make build && cd client && npm run e2e
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from 'playwright-core'

const binary = fileURLToPath(new URL('../../bin/rapporteur', import.meta.url))

/** Bounds what has to happen; nothing waits for it when it does. */
export const patience = 20_000

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })

/**
 * Starts the program on an empty data folder. `env` adds settings; the demo is
 * on unless it says otherwise. `restart()` keeps the data and the address.
 */
export async function openHouse(env = {}) {
  const data = await mkdtemp(join(tmpdir(), 'rapporteur-e2e-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  let log = ''
  let running

  const start = async () => {
    const child = spawn(binary, ['serve'], {
      cwd: data,
      env: {
        PATH: process.env.PATH,
        HOME: data,
        RAPPORTEUR_DEMO: 'true',
        RAPPORTEUR_LISTEN: `127.0.0.1:${port}`,
        RAPPORTEUR_DATA: join(data, 'data'),
        // Set where the stories are told over another home of the documents (.ci/suites).
        ...(process.env.RAPPORTEUR_MONGODB_URI && { RAPPORTEUR_MONGODB_URI: process.env.RAPPORTEUR_MONGODB_URI }),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stderr.on('data', (chunk) => (log = (log + chunk).slice(-100_000)))
    const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)))
    const serves = new Promise((resolve) =>
      createInterface({ input: child.stdout }).on('line', (line) => line.includes('serves at') && resolve('serves')),
    )
    const first = await Promise.race([serves, ended])
    assert.equal(first, 'serves', `the program ended (${first}) instead of serving:\n${log}`)
    running = { child, ended }
  }

  const end = (signal) => {
    running.child.kill(signal)
    return running.ended
  }

  await start()
  return {
    url,
    port,
    data,
    log: () => log,
    start,
    /** Ends it as an administrator would; resolves with the exit code. */
    stop: () => end('SIGTERM'),
    /** Ends it as a power cut would. */
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGTERM')
      await start()
    },
    /** Ends it and removes its data. */
    close: async () => {
      await end('SIGTERM')
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** Debian's Chromium; one for all the stories of a file. */
export const openBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })

/**
 * A person's own browser profile. `complaints` collects what no page may cause:
 * errors on the console, scripts or styles the policy refused, exceptions.
 */
export async function openPage(browser, house, options = {}) {
  const context = await browser.newContext({
    baseURL: house.url,
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1280, height: 800 },
    ...options,
  })
  context.setDefaultTimeout(patience)
  const complaints = []
  context.on('weberror', (error) => complaints.push(`exception: ${error.error().message}`))
  context.on('console', (message) => message.type() === 'error' && complaints.push(`console: ${message.text()}`))
  const page = await context.newPage()
  return { context, page, complaints }
}

/**
 * Lets the editor take in where the caret was put. It hears of that from the
 * browser a moment later, and no hand is as quick as a script.
 */
export const caretSettles = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))

/** Holds a page to WCAG 2.2 AA as far as a tool can see it. */
export async function assertAccessible(page, name) {
  // As it is first seen: what has scrolled half under a bar is not too small.
  await page.evaluate(() => scrollTo(0, 0))
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  const found = violations.map((v) => `${v.id}: ${v.help}\n    ${v.nodes.map((n) => n.html).join('\n    ')}`)
  assert.deepEqual(found, [], `${name}: ${page.url()}`)
}

/**
 * Signs in as one of the demo people, through the demo's provider as a person
 * does, and ends on `path`.
 */
export async function signIn(page, name, path = '/') {
  await page.goto(`/auth/sign-in?return_to=${encodeURIComponent(path)}`)
  await page.getByRole('button', { name }).click()
  await page.waitForURL((url) => url.pathname === path.split('?')[0])
}
