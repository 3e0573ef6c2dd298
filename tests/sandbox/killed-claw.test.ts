import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { CAPSULE, requireBwrapHost, shellSpec, temporaryFolder } from './try-in-sandbox.ts'

requireBwrapHost()
const workspace = temporaryFolder()
const KILLS = 6

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1')
  } catch {
    return ''
  }
}

const running = (mark: string): string[] => readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && commandLine(pid).includes(mark))

/** A claw that starts one sandbox after the other, so that a kill finds some of them half-made. */
function busyClaw(driver: string, mark: string): ReturnType<typeof spawn> {
  const module = (name: string): string => JSON.stringify(new URL(`../../src/sandbox/${name}.ts`, import.meta.url).href)
  const specs = [CAPSULE, shellSpec(workspace)].map((spec) => ({ ...spec, command: ['/bin/sleep', mark] }))
  const code = `import { createBwrapDriver } from ${module('bwrap-driver')}
    import { findBwrapHost } from ${module('bwrap-host')}
    import { createNoneDriver } from ${module('none-driver')}
    const driver = ${driver}
    process.stdout.write('ready')
    for (;;) {
      for (const spec of ${JSON.stringify(specs)}) driver.spawn(spec)
      await new Promise((resolve) => setTimeout(resolve, 7))
    }`
  const cwd = join(import.meta.dirname, '../..')
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { cwd, stdio: ['ignore', 'pipe', 'ignore'] })
}

test.each(['createBwrapDriver(findBwrapHost())', 'createNoneDriver()'])(
  'a claw that is killed while %s starts programs leaves none, not even a half-made one',
  async (driver) => {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const mark = `38${Math.floor(Math.random() * 1e9)}`
      const claw = busyClaw(driver, mark)
      if (claw.stdout) await once(claw.stdout, 'data')
      await pause(2 + kill * 9)
      claw.kill('SIGKILL')
      for (let tries = 0; tries < 300 && running(mark).length > 0; tries += 1) await pause(5)
      const left = running(mark)
      for (const pid of left) process.kill(Number(pid), 'SIGKILL')
      expect(left).toEqual([])
    }
  },
  30_000,
)
