import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBwrapDriver } from '../../src/sandbox/bwrap-driver.ts'
import { CAPSULE, requireBwrapHost, runPython, runScript, shellSpec, temporaryFolder } from './try-in-sandbox.ts'

const host = requireBwrapHost()
const driver = createBwrapDriver(host)
const outside = temporaryFolder()
const workspace = temporaryFolder()
const server = createServer((socket) => socket.end('reached'))
let port = 0

beforeAll(async () => {
  writeFileSync(join(outside, 'secret'), 'canary-file')
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as { port: number }).port
})
afterAll(() => server.close())

const profiles = [
  { profile: 'capsule', spec: CAPSULE },
  { profile: 'shell', spec: shellSpec(workspace) },
] as const

describe.each(profiles)('a $profile', ({ spec }) => {
  test('sees neither files, nor home folders, nor state of the host', async () => {
    const seen = await runScript(
      driver,
      spec,
      `cat ${outside}/secret; ls /root /home /var /etc/shadow /etc/ssl/private /run /sys /mnt; ls /`,
    )
    expect(seen.stdout).not.toContain('canary-file')
    expect(seen.stdout.trim().split('\n')).not.toEqual(expect.arrayContaining(['root', 'home', 'var', 'run', 'sys']))
    expect(seen.stderr.match(/No such file or directory/g)?.length).toBeGreaterThanOrEqual(8)
  })

  test('writes nothing outside: system, other folders, kernel settings, anything of /proc', async () => {
    const seen = await runScript(
      driver,
      spec,
      `(echo x > /usr/x; echo x > /etc/passwd; echo x > /x; echo x > /dev/x; mkdir -p ${outside}; echo x > ${outside}/x) 2>/dev/null
       for f in kernel/core_pattern kernel/modprobe kernel/hostname vm/overcommit_memory; do [ -e /proc/sys/$f ] && v=$(cat /proc/sys/$f) && echo "$v" > /proc/sys/$f && echo "WROTE $f"; done 2>/dev/null
       for f in $(find /proc -maxdepth 4 -not -path '/proc/[0-9]*' -not -path '/proc/self/*' -not -path '/proc/thread-self/*' 2>/dev/null); do [ -f $f ] && [ -w $f ] && echo $f; done; true`,
    )
    expect(seen.stdout).toBe('')
    expect(existsSync(join(outside, 'x'))).toBe(false)
    expect(existsSync('/usr/x')).toBe(false)
  })

  test('has no network: not the host, not the world, not the hypervisor', async () => {
    const seen = await runPython(
      driver,
      spec,
      `import socket
for family, address in ((socket.AF_INET, ('127.0.0.1', ${port})), (socket.AF_INET, ('1.1.1.1', 53)), (getattr(socket, 'AF_VSOCK', 40), (2, 1024))):
  try:
    s = socket.socket(family, socket.SOCK_STREAM); s.settimeout(2); s.connect(address); print('REACHED', address)
  except OSError as error: print('stopped', error.errno)`,
    )
    expect(seen.stdout.match(/stopped/g)).toHaveLength(3)
    expect(seen.stdout).not.toContain('REACHED')
  })

  test('sees no process of the host and signals none', async () => {
    const seen = await runScript(
      driver,
      spec,
      `ls -d /proc/[0-9]* | wc -l; kill -0 ${process.pid} && echo SIG''NALLED; cat /proc/*/cmdline`,
    )
    expect(Number(seen.stdout.split('\n')[0])).toBeLessThan(10)
    expect(seen.stdout).not.toContain('SIGNALLED')
    expect(seen.stdout).not.toContain('vitest')
  })

  test('has no capability, no new privileges, and makes no namespace', async () => {
    const seen = await runScript(
      driver,
      spec,
      'grep -E "^(CapEff|CapPrm|CapBnd|NoNewPrivs|Seccomp):" /proc/self/status; for n in U m n p; do unshare -$n true 2>/dev/null && echo MADE $n; done; mount -o remount,rw /usr 2>/dev/null && echo REMOUNTED; su -c id 2>/dev/null; id -u',
    )
    expect(seen.stdout.replace(/\t/g, ' ')).toContain(
      'CapPrm: 0000000000000000\nCapEff: 0000000000000000\nCapBnd: 0000000000000000\nNoNewPrivs: 1\nSeccomp: 2',
    )
    expect(seen.stdout).not.toMatch(/MADE|REMOUNTED|uid=0/)
    expect(seen.stdout.trim().split('\n').at(-1)).not.toBe('0')
  })

  test('is filtered: ptrace, keyctl, bpf, mount calls, userfaultfd, TIOCSTI', async () => {
    const table = process.arch === 'arm64' ? [117, 219, 280, 40, 282, 97, 241] : [101, 250, 321, 165, 323, 272, 298]
    const seen = await runPython(
      driver,
      spec,
      `import ctypes, os, fcntl
libc = ctypes.CDLL(None, use_errno=True)
print([(libc.syscall(n, 0, 0, 0, 0, 0), ctypes.get_errno()) for n in ${JSON.stringify(table)}])
print(libc.syscall(435, 0, 0), ctypes.get_errno())
try: fcntl.ioctl(0, 0x5412, b'x')
except OSError as e: print('tiocsti', e.errno)
if os.fork() == 0: os._exit(7)
print(os.waitstatus_to_exitcode(os.wait()[1]))`,
    )
    expect(seen.stdout.trim().split('\n')).toEqual([`[${table.map(() => '(-1, 1)').join(', ')}]`, '-1 38', 'tiocsti 1', '7'])
  })
})

test('the environment of claw is in no environ, cmdline or descriptor inside, not even of bubblewrap', async () => {
  process.env['CLAW_TEST_CANARY'] = 'canary-environment'
  const leak = openSync(join(outside, 'secret'), 'r')
  for (const { spec } of profiles) {
    const seen = await runScript(driver, spec, 'cat /proc/*/environ /proc/*/cmdline | tr "\\0" "\\n"; ls -l /proc/*/fd; set')
    expect(seen.stdout).toContain('LANG=C.UTF-8')
    expect(seen.stdout + seen.stderr).not.toContain('canary')
    expect(seen.stdout).not.toContain(`${outside}/secret`)
  }
  delete process.env['CLAW_TEST_CANARY']
  expect(leak).toBeGreaterThan(2)
})

test('descriptors that claw itself inherited do not reach the program', () => {
  const child = `
    import { createBwrapDriver } from ${JSON.stringify(new URL('../../src/sandbox/bwrap-driver.ts', import.meta.url).href)}
    import { findBwrapHost } from ${JSON.stringify(new URL('../../src/sandbox/bwrap-host.ts', import.meta.url).href)}
    const { child } = createBwrapDriver(findBwrapHost()).spawn(${JSON.stringify({ ...CAPSULE, command: ['bash', '-c', 'cat <&7; cat <&9; ls -l /proc/self/fd'] })})
    child.stdout.pipe(process.stdout)`
  const seen = spawnSync(
    'bash',
    [
      '-c',
      'exec 7<"$0" 9<"$0"; exec "$@"',
      join(outside, 'secret'),
      process.execPath,
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      child,
    ],
    {
      encoding: 'utf8',
    },
  )
  expect(seen.stdout).toContain('total 0')
  expect(seen.stdout).not.toContain('canary-file')
  expect(seen.stdout).not.toContain(`${outside}/secret`)
})

test('a capsule has no writable path but its own small /tmp', async () => {
  const seen = await runScript(
    driver,
    CAPSULE,
    'find / -xdev -writable -type d -not -path "/proc/*" 2>/dev/null; head -c 20M /dev/zero > /tmp/big || echo FULL; echo',
  )
  expect(seen.stdout.replace(/\s+/g, ' ').trim()).toBe('/tmp FULL'.replace('/tmp ', seen.stdout.includes('/tmp') ? '/tmp ' : ''))
})

test('a bundle below a folder that only its owner may enter can still be run', async () => {
  const home = temporaryFolder()
  chmodSync(home, 0o700)
  const bundle = join(home, 'package')
  mkdirSync(bundle)
  writeFileSync(
    join(bundle, 'main.mjs'),
    'import { readFileSync } from "node:fs"; console.log("ran", process.getuid(), readFileSync(new URL("data", import.meta.url), "utf8"))',
  )
  writeFileSync(join(bundle, 'data'), 'read', { mode: 0o600 })
  const seen = await runScript(
    driver,
    { ...CAPSULE, read: [bundle], memory_mb: 512 },
    `${process.execPath} ${bundle}/main.mjs; ls -a ${home}; echo x > ${bundle}/data || echo READONLY`,
  )
  expect(seen.stdout).toBe(`ran ${process.getuid?.() === 0 ? 65534 : process.getuid?.()} read\n.\n..\npackage\nREADONLY\n`)
})

test('a missing program or folder is said by name', async () => {
  expect((await runScript(driver, { ...CAPSULE, read: ['/no/such/folder'] }, 'true')).failure).toContain('/no/such/folder')
  expect(() => driver.spawn({ ...CAPSULE, command: ['no-such-program'] })).toThrowError(/no-such-program/)
  expect(() => driver.spawn({ ...shellSpec('/'), command: ['true'] })).toThrowError(/whole file system/)
  expect(readFileSync('/etc/passwd', 'utf8')).not.toBe('')
})
