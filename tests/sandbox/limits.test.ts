import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createBwrapDriver } from '../../src/sandbox/bwrap-driver.ts'
import { createNoneDriver } from '../../src/sandbox/none-driver.ts'
import { CAPSULE, requireBwrapHost, runPython, runScript, shellSpec, temporaryFolder } from './try-in-sandbox.ts'

const host = requireBwrapHost()
const workspace = temporaryFolder()
const drivers = [
  { name: 'bwrap', driver: createBwrapDriver(host), spec: CAPSULE },
  { name: 'bwrap, shell', driver: createBwrapDriver(host), spec: shellSpec(workspace) },
  { name: 'bwrap with rlimits only', driver: createBwrapDriver({ ...host, controlGroups: false }), spec: CAPSULE },
  { name: 'none', driver: createNoneDriver(), spec: shellSpec(workspace) },
] as const

/** Living processes whose command line holds the text. */
function running(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => commandLine(pid).includes(text))
    .map(Number)
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1')
  } catch {
    return ''
  }
}

describe.each(drivers)('$name', ({ driver, spec }) => {
  test('a memory hog ends itself, not the host', async () => {
    const seen = await runPython(driver, spec, 'x = bytearray(2_000_000_000)\nprint("GOT", len(x))')
    expect(seen.code).not.toBe(0)
    expect(seen.stdout).not.toContain('GOT')
  })

  test('node runs within the usual limits', async () => {
    const seen = await runScript(driver, spec, `${process.execPath} -e "setTimeout(() => console.log('node', 6 * 7), 20)"`)
    expect(seen.stdout).toBe('node 42\n')
  })

  test('a program that ignores SIGTERM and its background children are gone after the grace', async () => {
    const mark = `31${Math.floor(Math.random() * 1e9)}`
    const started = driver.spawn({
      ...spec,
      command: ['bash', '-c', `trap "" TERM; sleep ${mark} & (setsid sleep ${mark} >/dev/null 2>&1 &) ; while :; do sleep 1; done`],
    })
    for (let tries = 0; tries < 200 && running(`sleep\0${mark}`).length < 2; tries += 1) await pause(10)
    const began = performance.now()
    await started.kill(200)
    expect(performance.now() - began).toBeLessThan(2500)
    const left = running(mark)
    // Without a sandbox a process that leaves its group on purpose escapes; the policy asks before each such call.
    for (const pid of left) process.kill(pid, 'SIGKILL')
    expect(left.length).toBe(driver.name === 'none' ? 1 : 0)
  })

  test('a polite program ends by itself within the grace', async () => {
    const started = driver.spawn({
      ...spec,
      command: ['bash', '-c', 'trap "echo bye; exit 3" TERM; echo up; while :; do sleep 0.02; done'],
    })
    let said = ''
    started.child.stdout?.on('data', (chunk) => {
      said += chunk
    })
    for (let tries = 0; tries < 500 && said === ''; tries += 1) await pause(10)
    await started.kill(3000)
    expect(said).toBe('up\nbye\n')
  })

  test('what a program leaves in the background ends with it', async () => {
    const mark = `32${Math.floor(Math.random() * 1e9)}`
    const seen = await runScript(driver, spec, `sleep ${mark} >/dev/null 2>&1 & disown; echo done`)
    expect(seen.stdout).toBe('done\n')
    expect(running(mark)).toEqual([])
  })

  test('a killed claw leaves nothing', async () => {
    const mark = `33${Math.floor(Math.random() * 1e9)}`
    const module = (name: string): string => JSON.stringify(new URL(`../../src/sandbox/${name}.ts`, import.meta.url).href)
    const make = driver.name === 'none' ? 'createNoneDriver()' : 'createBwrapDriver(findBwrapHost())'
    const claw = `import { createBwrapDriver } from ${module('bwrap-driver')}
      import { findBwrapHost } from ${module('bwrap-host')}
      import { createNoneDriver } from ${module('none-driver')}
      ${make}.spawn(${JSON.stringify({ ...spec, command: ['bash', '-c', `trap "" TERM; sleep ${mark} & sleep ${mark}`] })})
      setInterval(() => {}, 1000)`
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', claw], {
      stdio: 'ignore',
      cwd: join(import.meta.dirname, '../..'),
    })
    const inside = (): number[] => running(mark).filter((pid) => pid !== parent.pid)
    for (let tries = 0; tries < 500 && running(`sleep\0${mark}`).length < 2; tries += 1) await pause(10)
    expect(running(`sleep\0${mark}`).length).toBe(2)
    parent.kill('SIGKILL')
    for (let tries = 0; tries < 200 && inside().length > 0; tries += 1) await pause(5)
    expect(inside()).toEqual([])
  })
})

// With rlimits alone a process count holds for nobody and not for root's own uid, so the shell profile of root needs control groups.
test.each(drivers.slice(0, 3))('$name: a fork bomb stays small and is gone', async ({ driver, spec }) => {
  const mark = `34${Math.floor(Math.random() * 1e9)}`
  const bomb = `import os, time\nn = 0\nwhile n < 400:\n  try:\n    if os.fork() == 0: time.sleep(${mark})\n    n += 1\n  except OSError as e:\n    print('refused', n); break\ntime.sleep(0.1)`
  const seen = await runPython(driver, { ...spec, max_processes: 40 }, bomb)
  expect(seen.stdout).toMatch(/^refused \d+\n$/)
  expect(Number(seen.stdout.split(' ')[1])).toBeLessThanOrEqual(40)
  expect(running(mark)).toEqual([])
})
