import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { answer, assembleBpf, ifEqual, load } from '../../src/sandbox/bpf-assembler.ts'
import { seccompFilter } from '../../src/sandbox/seccomp-filter.ts'
import { syscallTable } from '../../src/sandbox/seccomp-syscalls.ts'
import { selectSandbox } from '../../src/sandbox/select-sandbox.ts'
import { requireBwrapHost, temporaryFolder } from './try-in-sandbox.ts'

const host = requireBwrapHost()

describe('selectSandbox', () => {
  test('proves bubblewrap in both profiles', async () => {
    const { driver, selfTest } = await selectSandbox('auto', { test: 'full' })
    expect(selfTest.probes.filter((probe) => !probe.held)).toEqual([])
    expect(selfTest.ok).toBe(true)
    expect(selfTest.probes.length).toBeGreaterThanOrEqual(18)
    expect(driver.name).toBe('bwrap')
  })

  test('the quick test starts one program', async () => {
    expect((await selectSandbox('require', { test: 'quick' })).selfTest.probes).toHaveLength(1)
  })

  test('an older bubblewrap that lacks options is asked what it knows', async () => {
    const old = join(temporaryFolder(), 'bwrap')
    writeFileSync(
      old,
      `#!/bin/bash\nif [ "$1" = --help ]; then echo 'usage: --size'; exit; fi\nargs=$(cat <&3 | tr '\\0' ' ')\ncase $args in *--disable-userns*) echo 'bwrap: Unknown option --disable-userns' >&2; exit 1;; esac\nexec ${host.bwrap} --args 8 "\${@:3}" 8< <(printf '%s' "$args" | tr ' ' '\\0')\n`,
      { mode: 0o755 },
    )
    const { selfTest } = await selectSandbox('auto', { test: 'quick', host: { ...host, bwrap: old, setpriv: undefined } })
    expect(selfTest.probes).toEqual([expect.objectContaining({ held: true })])
  })

  test('a bubblewrap that fails or lies is not taken', async () => {
    const broken = join(temporaryFolder(), 'bwrap')
    writeFileSync(broken, '#!/bin/sh\necho "bwrap: no permissions" >&2; exit 1\n', { mode: 0o755 })
    const lying = join(temporaryFolder(), 'bwrap')
    writeFileSync(lying, '#!/bin/sh\necho read-secret=open; echo done\n', { mode: 0o755 })
    const first = await selectSandbox('auto', { test: 'full', host: { ...host, bwrap: broken, setpriv: undefined } })
    expect(first.driver.name).toBe('none')
    expect(JSON.stringify(first.selfTest)).toContain('no permissions')
    const second = await selectSandbox('auto', { test: 'full', host: { ...host, bwrap: lying, setpriv: undefined } })
    expect(second.driver.name).toBe('none')
    await expect(selectSandbox('require', { test: 'full', host: { ...host, bwrap: broken, setpriv: undefined } })).rejects.toMatchObject({
      code: 'SANDBOX_MISSING',
    })
  })

  test('none is there, or none is wanted', async () => {
    expect((await selectSandbox('auto', { test: 'full', host: undefined })).driver.name).toBe('none')
    await expect(selectSandbox('bwrap', { test: 'full', host: undefined })).rejects.toMatchObject({ code: 'SANDBOX_MISSING' })
    expect((await selectSandbox('off')).driver.name).toBe('none')
  })
})

describe('the filter', () => {
  test('assembles jumps by name and refuses impossible ones', () => {
    const program = assembleBpf([load(0), ifEqual(7, 'no'), answer('yes', 1), answer('no', 2)])
    expect(program.toString('hex')).toBe('2000000000000000' + '1500010007000000' + '0600000001000000' + '0600000002000000')
    expect(() => assembleBpf([answer('back', 1), ifEqual(1, 'back')])).toThrow(RangeError)
  })

  test('exists for both machines that we know and for no other', () => {
    expect(seccompFilter(syscallTable('x64'))?.length).toBeGreaterThan(400)
    expect(seccompFilter(syscallTable('arm64'))?.length).toBeGreaterThan(400)
    expect(seccompFilter(syscallTable('riscv64'))).toBeUndefined()
  })
})
