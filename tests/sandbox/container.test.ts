import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findContainerRuntime } from '../../src/sandbox/container/container-runtime.ts'
import { createContainerDriver } from '../../src/sandbox/container/create-container-driver.ts'
import type { SandboxDriver } from '../../src/sandbox/sandbox-driver.ts'
import { selectSandbox } from '../../src/sandbox/select-sandbox.ts'
import { makeImage, RUN_ARGS } from './container-image.ts'
import { CAPSULE, runPython, runScript, shellSpec, temporaryFolder } from './try-in-sandbox.ts'

const workspace = temporaryFolder()
const spec = shellSpec(workspace)
let image: ReturnType<typeof makeImage>
let driver: SandboxDriver

beforeAll(() => {
  image = makeImage()
  driver = createContainerDriver(findContainerRuntime(image.setting))
}, 60_000)
afterAll(async () => {
  await driver.close()
  image.remove()
}, 60_000)

const containers = (owner = process.pid): string[] =>
  execFileSync('podman', ['ps', '-aq', '--filter', `label=closed-claw.owner=${owner}`], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean)

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1')
  } catch {
    return ''
  }
}

const running = (mark: string): string[] => readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && commandLine(pid).includes(mark))

async function gone(look: () => readonly string[]): Promise<readonly string[]> {
  for (let tries = 0; tries < 100 && look().length > 0; tries += 1) await pause(50)
  return look()
}

test('holds in both profiles, and auto takes it only with an image', async () => {
  const selected = await selectSandbox('auto', { test: 'full', host: undefined, container: image.setting })
  await selected.driver.close()
  expect(selected.selfTest.probes.filter((probe) => !probe.held)).toEqual([])
  expect(selected.driver.name).toBe('container')
  const without = await selectSandbox('auto', { test: 'full', host: undefined, container: { ...image.setting, image: '' } })
  expect(without.driver.name).toBe('none')
}, 30_000)

test('an image or a runtime that is not there is named', async () => {
  const absent = { ...image.setting, image: 'localhost/no-such-image' }
  await expect(selectSandbox('container', { test: 'quick', container: absent })).rejects.toThrow(/no-such-image/)
  await expect(selectSandbox('container', { test: 'quick', container: { ...absent, runtime: '/no/docker' } })).rejects.toThrow(
    /\/no\/docker/,
  )
}, 30_000)

describe('a program', () => {
  test('writes the workspace as its owner, is not root, has no capability, and sees no secret', async () => {
    mkdirSync(join(workspace, '.closed_claw'))
    writeFileSync(join(workspace, '.closed_claw/registry.db'), 'canary-registry')
    writeFileSync(join(workspace, '.env'), 'KEY=canary-env')
    const hide = [join(workspace, '.closed_claw'), join(workspace, '.env')]
    const seen = await runScript(
      driver,
      { ...spec, hide },
      'echo new > made; cat .env; ls -A .closed_claw; rm -rf .env .closed_claw; id -u; grep -E "^(CapEff|NoNewPrivs|Seccomp):" /proc/self/status | tr "\\t" " "; echo x > /x; env | sort | tr "\\n" " "',
    )
    expect(seen.stdout).toContain('CapEff: 0000000000000000\nNoNewPrivs: 1\nSeccomp: 2')
    expect(seen.stdout).not.toMatch(/canary|registry/)
    expect(seen.stdout.split('\n')[0]).not.toBe('0')
    expect(seen.stderr).toContain('Read-only file system')
    expect(readFileSync(join(workspace, 'made'), 'utf8')).toBe('new\n')
    expect(existsSync(join(workspace, '.closed_claw/registry.db'))).toBe(true)
  })

  test('finds no way out', async () => {
    const seen = await runPython(
      driver,
      spec,
      `import ctypes, os, socket
libc = ctypes.CDLL(None, use_errno=True)
def call(*a): return libc.syscall(*a) != -1
def opens(p, f=os.O_RDONLY):
  try: os.close(os.open(p, f)); return True
  except OSError: return False
def sock(*a):
  try: socket.socket(*a); return True
  except OSError: return False
def tries(f):
  try: f(); return True
  except Exception: return False
ways = {
 'ptrace': ${process.arch === 'arm64' ? 'True and call(117, 16, 1, 0, 0)' : 'call(101, 16, 1, 0, 0)'},
 'init root': tries(lambda: os.listdir('/proc/1/root')), 'mknod': tries(lambda: os.mknod('/tmp/d', 0o60666, os.makedev(254, 0))),
 'mount': libc.mount(b'none', b'/tmp', b'tmpfs', 0, None) == 0, 'unshare': libc.unshare(0x10000000) == 0,
 'core_pattern': opens('/proc/sys/kernel/core_pattern', os.O_WRONLY), 'release_agent': opens('/sys/fs/cgroup/memory/release_agent', os.O_WRONLY),
 'docker socket': os.path.exists('/var/run/docker.sock'), 'podman socket': os.path.exists('/run/podman/podman.sock'),
 'vsock': sock(40, socket.SOCK_STREAM), 'packet': sock(17, socket.SOCK_RAW), 'host process': tries(lambda: os.kill(${process.pid}, 0)),
 'setuid': tries(lambda: os.setuid(0)), 'keyctl': call(${process.arch === 'arm64' ? 219 : 250}, 0, -3, 1), 'sysrq': opens('/proc/sysrq-trigger', os.O_WRONLY),
 'host network': tries(lambda: socket.create_connection(('1.1.1.1', 53), 1)),
}
print([way for way, open in ways.items() if open], len(ways))`,
    )
    expect(seen.stdout).toBe('[] 16\n')
  })

  test('a fork bomb, a memory hog and a flood end by themselves, and the next program runs', async () => {
    const hog = await runPython(driver, { ...spec, memory_mb: 200 }, 'x = bytearray(900_000_000)\nprint("GOT")')
    expect(hog.stdout).not.toContain('GOT')
    const bomb = await runPython(
      driver,
      { ...spec, max_processes: 30 },
      'import os, time\nn = 0\nwhile n < 300:\n  try:\n    if os.fork() == 0: time.sleep(600)\n    n += 1\n  except OSError: break\nprint(n)',
    )
    expect(Number(bomb.stdout)).toBeLessThanOrEqual(34)
    const flood = await runScript(driver, spec, 'head -c 100000000 /dev/zero | wc -c')
    expect(flood.stdout).toBe('100000000\n')
  }, 40_000)

  test('what ignores SIGTERM, and what fled into the background, is gone; one container serves all calls', async () => {
    const mark = `35${Math.floor(Math.random() * 1e9)}`
    const started = driver.spawn({
      ...spec,
      command: ['bash', '-c', `trap "" TERM; (setsid env -i sleep ${mark} >/dev/null 2>&1 &); while :; do sleep 1; done`],
    })
    for (let tries = 0; tries < 200 && running(`sleep\0${mark}`).length === 0; tries += 1) await pause(20)
    await started.kill(200)
    expect(await gone(() => running(mark))).toEqual([])
    const before = containers()
    for (let call = 0; call < 3; call += 1) expect((await runScript(driver, spec, 'echo hi')).stdout).toBe('hi\n')
    expect(containers()).toEqual(before)
  }, 30_000)
})

test('a capsule sees no workspace', async () => {
  const seen = await runScript(driver, CAPSULE, `ls ${workspace}; echo x > /usr/x; id -u`)
  expect(seen.stderr).toContain('No such file')
  expect(seen.stdout).not.toBe('0\n')
})

test('two programs at once do not share a container', async () => {
  const [a, b] = await Promise.all(
    [1, 2].map(() =>
      runScript(driver, spec, 'sleep 0.5; ls -d /proc/[0-9]* | wc -l; cat /proc/*/cmdline | tr "\\0" " " | grep -c "sleep 0.5"'),
    ),
  )
  expect(Number(a?.stdout.split('\n')[0])).toBeLessThan(10)
  expect(Number(b?.stdout.split('\n')[0])).toBeLessThan(10)
}, 20_000)

test('a claw that is killed leaves no container and no process', async () => {
  const mark = `36${Math.floor(Math.random() * 1e9)}`
  const module = (name: string): string => JSON.stringify(new URL(`../../src/sandbox/container/${name}.ts`, import.meta.url).href)
  const code = `import { findContainerRuntime } from ${module('container-runtime')}
    import { createContainerDriver } from ${module('create-container-driver')}
    createContainerDriver(findContainerRuntime(${JSON.stringify(image.setting)})).spawn(${JSON.stringify({ ...spec, command: ['sleep', mark] })})
    setInterval(() => {}, 1000)`
  for (const delay of [30, 200, 900]) {
    const claw = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
      stdio: 'ignore',
      cwd: join(import.meta.dirname, '../..'),
    })
    await pause(500 + delay)
    claw.kill('SIGKILL')
    await once(claw, 'exit')
    await pause(700)
    expect(await gone(() => running(mark))).toEqual([])
    expect(await gone(() => containers(claw.pid))).toEqual([])
  }
}, 60_000)

test('the built program runs terminal, python and capsules in it', () => {
  const place = temporaryFolder()
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: place,
    XDG_STATE_HOME: join(place, 'state'),
    XDG_CONFIG_HOME: join(place, 'config'),
    CLOSED_CLAW_SANDBOX: 'container',
    CLOSED_CLAW_CONTAINER_RUNTIME: 'podman',
    CLOSED_CLAW_CONTAINER_IMAGE: image.setting.image,
    CLOSED_CLAW_CONTAINER_ARGS: RUN_ARGS,
  }
  mkdirSync(join(place, 'ws'))
  const claw = join(import.meta.dirname, '../../dist/claw.js')
  const said = execFileSync(process.execPath, [claw, 'run', 'run the command id -u'], {
    env,
    cwd: join(place, 'ws'),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  expect(said.trim()).toBe(String(process.getuid?.() === 0 ? 65534 : process.getuid?.()))
  const events = execFileSync('sh', ['-c', 'cat .closed_claw/runs/*.jsonl'], { cwd: join(place, 'ws'), encoding: 'utf8' })
  expect(events).toContain('"sandbox":"container"')
}, 60_000)
