import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { call, type HostilePlace, hostilePlace } from './hostile-place.ts'

let place: HostilePlace
beforeAll(() => {
  place = hostilePlace()
})
afterAll(() => place.remove())

const MARK = `claw-attack-${process.pid}`

/** Processes of the attack that are still there. */
function leftovers(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => commandLine(pid))
    .filter((line) => line.includes(MARK))
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

/** What eats the machine, if it is let. Each bears the mark in its command line. */
const HOGS: Readonly<Record<string, string>> = {
  'a fork bomb': `: ${MARK}; bomb() { bomb | bomb & }; bomb; sleep 5`,
  'a memory hog': `python3 -c "x = bytearray(64 * 1024 ** 3) # ${MARK}"`,
  'a memory hog in small pieces': `python3 -c "a = []
while True: a.append(bytearray(10 ** 7)) # ${MARK}"`,
  'a gigabyte of output': `: ${MARK}; yes ${MARK} | head -c 1000000000`,
  'output without an end or a line': `: ${MARK}; cat /dev/zero`,
  'a gigabyte of errors': `: ${MARK}; yes ${MARK} | head -c 1000000000 >&2`,
  'one that ignores SIGTERM': `trap '' TERM INT HUP; : ${MARK}; while true; do sleep 1; done`,
  'a daemon in a session of its own': `setsid -f sh -c 'trap "" HUP TERM; : ${MARK}; sleep 600'; (sh -c ': ${MARK}; sleep 600' &) ; echo gone`,
  'one that stops itself': `: ${MARK}; kill -STOP $$`,
  'one that fills the disk of its /tmp': `: ${MARK}; dd if=/dev/zero of=/tmp/full bs=1M count=100000 2>&1 | tail -1`,
  'ten thousand open files': `python3 -c "import os; a = [os.open('/dev/null', 0) for _ in range(10 ** 5)] # ${MARK}"`,
  'a busy loop': `: ${MARK}; while :; do :; done`,
}

test('12 hogs: each ends within its time, nothing of it is left, and the run goes on', { timeout: 240_000 }, async () => {
  const { replies, document } = await place.attack([
    ...Object.values(HOGS).map((cmd) => call('terminal', { cmd, timeout_s: 3 })),
    call('terminal', { cmd: 'echo still here' }),
  ])
  expect(document.error).toBeNull()
  expect(replies).toHaveLength(Object.keys(HOGS).length + 1)
  expect(replies.at(-1)).toMatchObject({ ok: true, result: { stdout: 'still here\n' } })
  expect(replies.every((reply) => JSON.stringify(reply).length < 1_000_000)).toBe(true)
  expect(leftovers()).toEqual([])
})
