import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { TerminalPrompter } from '../../src/app/app-port.ts'
import { createSignIn } from '../../web/server/sign-in/sign-in.ts'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import { builtPages } from '../helpers/dashboard/built-pages.ts'
import { checkAccessibility, sidewaysScroll } from '../helpers/dashboard/check-accessibility.ts'
import { type Dashboard, openDashboard } from '../helpers/dashboard/open-dashboard.ts'
import { freePort } from '../helpers/free-port.ts'
import { type InTerminal, inTerminal } from '../helpers/in-terminal.ts'
import { openBrowser } from './open-browser.ts'
import { rawHttp } from './raw-http.ts'
import { type WebPlace, webPlace } from './web-place.ts'

describe('sessions', () => {
  it('are got by codes that work once, end by themselves, and are bounded', () => {
    let now = 0
    const signIn = createSignIn(1, { idleMs: 100, sessions: 2 }, () => now)
    const codes: string[] = []
    signIn.onRedeemed(() => codes.push(signIn.code))
    const first = signIn.code
    const one = signIn.redeem(first)
    expect(signIn.redeem(first)).toBeUndefined()
    expect([signIn.redeem(''), signIn.redeem(`${signIn.code} `), signIn.sessionOf('')]).toEqual([undefined, undefined, undefined])
    expect(codes).toEqual([signIn.code])
    const ended = signIn.sessionOf(one)?.ended
    now = 90
    const two = signIn.redeem(signIn.code)
    expect(signIn.sessionOf(one)).toBeDefined()
    const three = signIn.redeem(signIn.code)
    expect([one, two, three].map((session) => signIn.sessionOf(session) !== undefined)).toEqual([true, false, true])
    now = 191
    expect(signIn.sessionOf(one)).toBeUndefined()
    expect(ended?.aborted).toBe(true)
    expect(signIn.end(three)).toBe(true)
    expect(signIn.end(three)).toBe(false)
  })
})

describe('a browser', () => {
  let place: WebPlace
  let dashboard: Dashboard

  beforeAll(async () => {
    place = await webPlace(builtPages(), { 'a.ts': 'one\n' }, { CLOSED_CLAW_SANDBOX: 'off' })
    dashboard = await openDashboard(place.web)
  })
  afterAll(async () => {
    await dashboard?.browser.close()
    await place?.close()
  })

  it('without a session is asked for a code, and goes where it wanted to', async () => {
    for (const [theme, width] of [
      ['light', 1280],
      ['dark', 360],
    ] as const) {
      const { page, watch, context } = await dashboard.stranger({ theme, viewport: { width, height: 740 } })
      watch.forgive(/^answer: (401|403)/)
      await page.goto(`${place.web.url}/audit`)
      await page.getByRole('heading', { name: 'Sign in to claw' }).waitFor()
      await checkAccessibility(page)
      expect(await sidewaysScroll(page)).toBe(0)
      await page.getByLabel('Address or code').fill('wrong')
      await page.keyboard.press('Enter')
      await page.getByRole('alert').getByText('used before, or is not complete').waitFor()
      await page.getByLabel('Address or code').fill(`${place.web.signInUrl} `)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.locator('#root > *').first().waitFor()
      expect(new URL(page.url()).pathname).toBe('/audit')
      expect(await page.evaluate('document.cookie')).toBe('')
      await context.close()
    }
    expect(dashboard.takeProblems()).toEqual([])
  })

  it('is let in from a file, which is another site, with a cookie for this site alone', async () => {
    const { page, context } = await dashboard.stranger()
    const file = join(place.root, 'open.html')
    writeFileSync(file, `<meta http-equiv="refresh" content="0; url=${place.web.signInUrl}">`)
    await page.goto(`file://${file}`)
    await page.locator('#root > *').first().waitFor()
    const [cookie] = await context.cookies(place.web.url)
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
    // The address in its history leads on; it signs nobody else in.
    const used = page.url()
    expect(used).not.toContain('code=')
    await context.close()
    expect(dashboard.takeProblems()).toEqual([])
  })

  it('that another site leads here sees where to, and goes on by itself', async () => {
    const { page, watch, context } = await dashboard.another()
    watch.forgive(/^answer: 403/)
    const file = join(place.root, 'evil.html')
    writeFileSync(file, `<a href="${place.web.url}/audit">go</a>`)
    await page.goto(`file://${file}`)
    await page.getByRole('link', { name: 'go' }).click()
    await page.getByText('The page of another site led here').waitFor()
    await page.getByRole('link', { name: '/audit' }).click()
    await page.locator('#root > *').first().waitFor()
    await context.close()
    expect(dashboard.takeProblems()).toEqual([])
  })

  it('signs out in all its tabs, streams included', async () => {
    const { page, context } = await dashboard.another()
    const [cookie] = await context.cookies(place.web.url)
    const headers = { host: `127.0.0.1:${place.port}`, cookie: `${cookie?.name}=${cookie?.value}` }
    const never = () => new Promise<never>(() => undefined)
    const run = await place.app.startRun({
      task: 'run the command `echo x`',
      context: {},
      plan_only: false,
      prompter: { decide: never, answer: never } as TerminalPrompter,
    })
    const streaming = rawHttp(place.port, { path: `/api/runs/${run.run_id}/events`, headers }).catch(() => 'the stream has ended')
    await new Promise<void>((asked) => run.subscribe((event) => event.type === 'approval.requested' && asked()))
    expect(
      await page.evaluate(
        "fetch('/api/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }).then((answer) => answer.text())",
      ),
    ).toBe('{"signed_out":true}')
    expect((await rawHttp(place.port, { path: '/api/status', headers })).status).toBe(401)
    expect(await streaming).toBe('the stream has ended')
    run.cancel('force', 'ctrl-c')
    await run.done
    await context.close()
    dashboard.takeProblems()
    const actions = (await place.app.listAudit({ limit: 100 })).map((record) => record.action)
    expect(actions).toEqual(expect.arrayContaining(['web.signed_in', 'web.signed_out', 'web.refused']))
  })
})

describe('claw web', () => {
  let place: ClawPlace
  let terminal: InTerminal | undefined
  let browser: Browser | undefined
  afterEach(async () => {
    await browser?.close()
    await terminal?.kill()
    browser = undefined
    terminal = undefined
    place.remove()
  })

  /** A program in the place of a browser, which tells what it was given. */
  function seeingBrowser(): Record<string, string> {
    const program = join(place.root, 'browser')
    const seen = join(place.root, 'seen')
    writeFileSync(program, `#!/bin/sh\n{ echo "$@"; tr '\\0' '\\n' < /proc/$$/environ; } > ${seen}.tmp\nmv ${seen}.tmp ${seen}\n`)
    chmodSync(program, 0o755)
    return { BROWSER: `${program} --new %s`, OPENAI_API_KEY: 'sk-canary-0123456789', SSH_CONNECTION: '1 2 3 4' }
  }
  const seen = async (): Promise<string[]> => {
    for (let tries = 0; tries < 200 && !existsSync(join(place.root, 'seen')); tries += 1) await new Promise((done) => setTimeout(done, 50))
    return readFileSync(join(place.root, 'seen'), 'utf8').split('\n')
  }

  it('opens the browser with no code in the arguments of a program, and has a code for the next one', async () => {
    place = clawPlace({ 'a.ts': 'one\n' })
    const port = await freePort()
    terminal = inTerminal(['web', '--port', String(port)], { cwd: place.workspace, env: { ...place.env, ...seeingBrowser() } })
    await terminal.shows(/Sign in {4}http/)
    const [args = '', ...environment] = await seen()
    expect(args).toMatch(/^--new file:\/\/\S+\/closed-claw\/open\/claw-[0-9a-f]{16}\.html$/)
    expect(environment.join('\n')).not.toMatch(/canary|CLOSED_CLAW/)
    const file = new URL(args.split(' ')[1] ?? '')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(join(file.pathname, '..')).mode & 0o777).toBe(0o700)
    browser = await openBrowser()
    const page = await browser.newPage()
    await page.goto(file.href)
    await page.locator('#root > *').first().waitFor()
    await terminal.shows('A browser has signed in. For another one')
    expect(existsSync(file)).toBe(false)
    const codes = [...terminal.screen().matchAll(/code=([\w-]+)/g)].map(([, code]) => code)
    expect(new Set(codes).size).toBe(2)

    const second = await place.run(['web', '--port', String(port), '--json'])
    expect(second.code).toBe(2)
    expect(JSON.parse(second.stdout).error.message).toMatch(`served already, by process`)
    expect(second.stdout).toContain(`http://127.0.0.1:${port}`)
    expect(second.stdout).not.toContain('code=')
    const elsewhere = clawPlace({}, undefined)
    const foreign = await elsewhere.run(['web', '--port', String(port)], { env: { HOME: place.env['HOME'] ?? '' } })
    expect(foreign.stderr).toContain(`taken by the dashboard of ${place.workspace}`)
    elsewhere.remove()

    terminal.type('\u0003')
    expect(await terminal.ended).toBe(0)
    expect(terminal.screen()).toContain('Stopped. Runs go on by themselves')
    expect(readdirSync(join(place.root, 'home/.local/state/closed-claw/dashboards'))).toEqual([])
  })

  it.each([
    ['--no-open', ['--no-open'], {}, 'not opened: by --no-open'],
    ['no display', [], {}, 'not opened: there is no display'],
    ['ssh', [], { SSH_TTY: '/dev/pts/0', DISPLAY: ':0' }, 'not opened: this is a session over ssh'],
    ['BROWSER=none', [], { BROWSER: 'none', DISPLAY: ':0' }, "not opened: BROWSER is 'none'"],
    ['a program that is not there', [], { BROWSER: '/nowhere/browser' }, "not opened: there is no program '/nowhere/browser'"],
    ['a program that fails', [], { BROWSER: '/bin/false --x:lynx' }, 'No browser was opened (/bin/false ended with 1)'],
  ])('opens none and says why: %s', async (_name, args, env, told) => {
    place = clawPlace()
    terminal = inTerminal(['web', '--port', '0', ...args], { cwd: place.workspace, env: { ...place.env, ...env } })
    await terminal.shows(told)
    await terminal.shows(/Sign in {4}http:\/\/127\.0\.0\.1:\d+\/sign-in\?code=/)
  })

  it.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('ends cleanly by %s, with one document', async (signal) => {
    place = clawPlace()
    const child = place.start(['web', '--port', '0', '--json'])
    let out = ''
    child.stdout?.on('data', (data: Buffer) => {
      out += data.toString()
    })
    await new Promise((done) => child.stderr?.on('data', (data: Buffer) => String(data).includes('Stop') && done(0)))
    const ended = new Promise((done) => child.once('close', done))
    child.kill(signal)
    expect(await ended).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      result: { url: expect.stringMatching(/^http:\/\/127/), opened: false, stopped_by: signal },
    })
    expect(out).not.toContain('code=')
  })
})
