import { expect, test } from 'vitest'
import type { App } from '../../src/app/app-port.ts'
import type { Config } from '../../src/config/config.ts'
import { holdApp } from '../../web/server/settings/hold-app.ts'
import { createRenewedApp } from '../../web/server/settings/web-settings.ts'

const ELSEWHERE = {
  userConfigDir: '/nowhere',
  userStateDir: '/nowhere',
  workspace: '/nowhere',
  stateDir: '/nowhere',
  agentDirs: [],
  skillDirs: [],
}
const soon = () => new Promise((resolve) => setTimeout(resolve, 15))

function fakeApp() {
  let settle = (_: unknown): void => undefined
  const seen = { closed: 0, feeds: 0 }
  const parts = {
    status: () =>
      new Promise((resolve) => {
        settle = resolve
      }),
    getRun: () => Promise.reject(new Error('no')),
    requireRegistry: () => {
      throw new Error('gone')
    },
    openFeed: async () => ({ close: () => (seen.feeds -= 1) }),
    walkAudit: async function* () {
      yield [1]
      yield [2]
    },
    close: async () => {
      seen.closed += 1
    },
  }
  return { app: parts as unknown as App, seen, answer: () => settle({}) }
}

test('an app that was replaced is closed once, when no call, no walk and no feed uses it any more', async () => {
  const { app, seen, answer } = fakeApp()
  const held = holdApp(app, 0)
  await soon()
  const asked = held.app.status()
  const feed = await held.app.openFeed()
  const pages = held.app.walkAudit({ limit: 2 })[Symbol.asyncIterator]()
  await pages.next()
  await expect(held.app.getRun('x')).rejects.toThrow('no')
  expect(() => held.app.requireRegistry()).toThrow('gone')
  held.retire()
  await soon()
  expect(seen.closed).toBe(0)
  answer()
  await asked
  feed.close()
  feed.close()
  await soon()
  expect(seen.closed).toBe(0)
  await pages.return?.()
  await soon()
  expect(seen.closed).toBe(1)
})

test('of two changes at once the later settings stay, and the first app is left to its opener', async () => {
  const opened: string[] = []
  let n = 0
  let running = 0
  const open = async (config: Config): Promise<App> => {
    expect(running).toBe(0)
    running += 1
    await new Promise((resolve) => setTimeout(resolve, opened.length === 0 ? 20 : 1))
    running -= 1
    opened.push(String(config))
    return { ...fakeApp().app, config }
  }
  const read = () => {
    n += 1
    return `config ${n}` as unknown as Config
  }
  const first = fakeApp()
  Object.assign(first.app, { config: ELSEWHERE })
  const renewed = createRenewedApp(first.app, { read, readWith: read, open })
  await Promise.all([renewed.renew(), renewed.renew()])
  expect(opened).toEqual(['config 1', 'config 2'])
  expect(renewed.app.config).toBe('config 2')
  const failing = createRenewedApp(first.app, {
    read: () => {
      throw new Error('broken')
    },
    readWith: read,
    open,
  })
  await expect(failing.renew()).rejects.toThrow('broken')
  await expect(failing.renew()).rejects.toThrow('broken')
  await soon()
  expect(first.seen.closed).toBe(0)
})
