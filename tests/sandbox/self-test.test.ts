import { expect, test } from 'vitest'
import { createNoneDriver } from '../../src/sandbox/none-driver.ts'
import type { SandboxDriver } from '../../src/sandbox/sandbox-driver.ts'
import { selfTest } from '../../src/sandbox/self-test.ts'

const ATTEMPTS = [
  'write-outside',
  'write-system',
  'kernel-settings',
  'read-secret',
  'network',
  'host-processes',
  'new-namespaces',
  'hidden-files',
  'protected-files',
  'moved-aside',
]

/** A driver in which every attempt is stopped but one. */
function leaking(attempt: string): SandboxDriver {
  const none = createNoneDriver()
  return {
    ...none,
    spawn: (spec) => {
      const lines = ATTEMPTS.map((name) => `echo ${name}=${name === attempt ? 'open' : 'stopped'}`).join(';')
      const made = spec.write.map((folder) => `echo x > ${folder}/made;`).join('')
      return none.spawn({ ...spec, command: ['/bin/sh', '-c', `${made}${lines};echo done`], hide: [] })
    },
  }
}

test.each(ATTEMPTS)('a driver that lets a program %s does not hold', async (attempt) => {
  const result = await selfTest(leaking(attempt), 'mend it')
  expect(result.ok).toBe(false)
  expect(result.probes.filter((probe) => !probe.held).every((probe) => probe.name.endsWith(attempt))).toBe(true)
})

test('one that stops all of them holds, and plain processes do not', async () => {
  expect((await selfTest(leaking('nothing'), 'mend it')).ok).toBe(true)
  const none = await selfTest(createNoneDriver(), 'mend it')
  const open = none.probes.filter((probe) => !probe.held).map((probe) => probe.name)
  expect(open).toEqual(
    expect.arrayContaining([
      'capsule: write-outside',
      'capsule: read-secret',
      'capsule: network',
      'capsule: host-processes',
      'shell: hidden-files',
      'traces',
    ]),
  )
})
