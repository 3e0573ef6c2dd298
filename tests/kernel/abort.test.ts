import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { abortReason, raceAbort, sleep } from '../../src/kernel/abort.ts'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { isoTime } from '../../src/kernel/clock.ts'

describe('waits and their signal', () => {
  it('race it, before and during', async () => {
    const cancel = new AbortController()
    const wait = raceAbort(new Promise(() => {}), cancel.signal)
    const nap = sleep(60_000, cancel.signal)
    cancel.abort()
    await expect(wait).rejects.toMatchObject({ code: 'CANCELLED' })
    await expect(nap).rejects.toMatchObject({ code: 'CANCELLED' })
    await expect(raceAbort(Promise.resolve(1), cancel.signal)).rejects.toMatchObject({ code: 'CANCELLED' })
    await expect(sleep(1, cancel.signal)).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  it('give their result when nothing aborts', async () => {
    const { signal } = new AbortController()
    await expect(raceAbort(Promise.resolve('value'), signal)).resolves.toBe('value')
    await expect(raceAbort(Promise.reject(new Error('own')), signal)).rejects.toThrow('own')
    await expect(sleep(1, signal)).resolves.toBeUndefined()
  })

  it('keep a reason that is ours', () => {
    const reason = new ClawError('RUN_TIMEOUT', 'too long')
    expect(abortReason(AbortSignal.abort(reason))).toBe(reason)
  })
})

describe('crashpoint', () => {
  const file = fileURLToPath(new URL('../../src/kernel/crashpoint.ts', import.meta.url))
  const passings = (spec: string): string => {
    const code = `
      const { armCrashpoint, crashpoint } = await import(${JSON.stringify(file)})
      if (${JSON.stringify(spec)}) armCrashpoint(${JSON.stringify(spec)})
      const { writeSync } = await import('node:fs')
      for (let i = 1; i <= 3; i += 1) { crashpoint('effect.after'); crashpoint('effect.before'); writeSync(1, String(i)) }`
    const { stdout, signal } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { encoding: 'utf8' })
    return `${stdout} ${signal}`
  }

  it('kills at the armed passing and does nothing otherwise', () => {
    expect(passings('')).toBe('123 null')
    expect(passings('effect.before')).toBe(' SIGKILL')
    expect(passings('effect.after:3')).toBe('12 SIGKILL')
  })
})

describe('isoTime', () => {
  it('is UTC with milliseconds', () => {
    expect(isoTime(0)).toBe('1970-01-01T00:00:00.000Z')
  })
})
