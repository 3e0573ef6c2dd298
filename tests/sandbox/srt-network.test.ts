import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SelectedSandbox } from '../../src/sandbox/prove-driver.ts'
import { selectSandbox } from '../../src/sandbox/select-sandbox.ts'
import { proveSrt } from '../../src/sandbox/srt/prove-srt.ts'
import { CAPSULE, runPython, shellSpec, temporaryFolder } from './try-in-sandbox.ts'

let selected: SelectedSandbox
beforeAll(async () => {
  selected = await proveSrt(['listed.invalid'], 'full')
}, 20_000)
afterAll(() => selected.driver.close())

/** What becomes of requests to these addresses, each by the proxy that the environment names. */
const ASK = (urls: readonly string[]): string => `
import urllib.request
for url in ${JSON.stringify(urls)}:
    try: print(urllib.request.urlopen(url, timeout=5).read().decode())
    except Exception as error: print(str(error).replace('\\n', ' ')[:120])`

const withNetwork = () => ({ ...shellSpec(temporaryFolder()), network: true })

test('still holds with hosts on the list', () => {
  expect(selected.selfTest.probes.filter((probe) => !probe.held)).toEqual([])
  expect(selected.driver.hosts).toEqual(['listed.invalid'])
})

test('a shell tool gets through the filter to listed hosts alone', async () => {
  const seen = await runPython(selected.driver, withNetwork(), ASK(['http://listed.invalid/', 'http://other.invalid/']))
  const [listed = '', other = ''] = seen.stdout.split('\n')
  expect(other).toMatch(/403/)
  // Let through, and then not found: no such name exists.
  expect(listed).not.toMatch(/403|^$/)
})

test('a server of this machine is not reached, by no name and no number', async () => {
  let reached = 0
  const server = createServer((_, response) => {
    reached += 1
    response.end('reached')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const urls = ['127.0.0.1', 'localhost', '[::1]', '0.0.0.0'].map((host) => `http://${host}:${port}/`)
  const seen = await runPython(selected.driver, withNetwork(), ASK(urls))
  server.close()
  expect([reached, seen.stdout.includes('reached')]).toEqual([0, false])
})

test('a capsule does not even reach the proxy', async () => {
  const seen = await runPython(
    selected.driver,
    CAPSULE,
    `import os, socket
for name, port in (('HTTP_PROXY', 3128), ('ALL_PROXY', 1080)):
    try: print('REACHED', socket.create_connection(('127.0.0.1', port), 2))
    except OSError: print('stopped')`,
  )
  expect(seen.stdout).toBe('stopped\nstopped\n')
})

test('a list that no driver keeps, or that names this machine, is an error', async () => {
  await expect(selectSandbox('bwrap', { test: 'quick', shellNetwork: ['a.org'] })).rejects.toMatchObject({ code: 'CONFIG_INVALID' })
  for (const host of ['127.0.0.1', '::1', 'localhost', 'x.localhost', '2130706433'])
    await expect(selectSandbox('srt', { test: 'quick', shellNetwork: [host] })).rejects.toMatchObject({ code: 'CONFIG_INVALID' })
})
