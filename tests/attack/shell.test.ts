import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { JsonObject } from '../../src/kernel/json.ts'
import { makeImage } from '../sandbox/container-image.ts'
import { CANARY, call, type HostilePlace, hostilePlace } from './hostile-place.ts'

let image: ReturnType<typeof makeImage>
let server: Server
let hits = 0
let url = ''
beforeAll(async () => {
  image = makeImage()
  server = createServer((_, response) => {
    hits += 1
    response.end(CANARY)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  image.remove()
})

/** What would read a secret, write outside, reach the network or another process, if the sandbox let it. */
function escapes({ outside, home, workspace }: HostilePlace): string[] {
  const secret = join(outside, 'secret.txt')
  return [
    `cat ${secret}`,
    `cat link.txt linked/secret.txt rootlink${secret}`,
    `cat < ${secret}`,
    `base64 ${secret} | base64 -d`,
    `cp ${secret} stolen.txt && cat stolen.txt`,
    `ln -f ${secret} stolen2.txt && cat stolen2.txt`,
    `tar cf - ${outside} | tar tf - -v && tar xOf - < <(tar cf - ${outside})`,
    `grep -r . ${outside} ${home}`,
    `python3 -c "print(open('${secret}').read())"`,
    `node -e "console.log(require('fs').readFileSync('${secret}','utf8'))"`,
    `cat /proc/1/root${secret}`,
    `cat /proc/*/environ | tr '\\0' '\\n'`,
    `ls -l /proc/*/fd; cat /proc/*/fd/* 2>/dev/null < /dev/null | head -c 100000`,
    'cat .env .env.local keys/id_rsa keys/server.pem',
    'cp -r . /tmp/copy && cat /tmp/copy/.env',
    'mv .env env.txt && cat env.txt',
    'ln .env env2.txt && cat env2.txt',
    'mv keys keys2; cat keys2/id_rsa; mv keys2 keys',
    'git add -f .env && git show :.env',
    'strings .closed_claw/registry.db; cat .closed_claw/*',
    `cat ${home}/.netrc ${home}/.config/closed-claw/note.txt`,
    `echo owned > ${outside}/new.txt`,
    `echo owned > ${secret}`,
    `rm -rf ${outside} ${home}`,
    'echo owned > linked/new.txt',
    `mkdir -p ${home}/.ssh && echo key >> ${home}/.ssh/authorized_keys`,
    `sed -i s/canary/owned/ ${secret}`,
    `dd if=/dev/zero of=${secret} count=1`,
    'echo owned > /etc/cron.d/x; echo owned > /usr/bin/owned; echo owned > /etc/ld.so.preload',
    'echo "#!/bin/sh" > .git/hooks/pre-commit; chmod 777 .git/hooks/pre-commit',
    'mv .git/hooks .git/hooks2; mkdir .git/hooks; echo x > .git/hooks/pre-commit',
    'mv .git g; mkdir -p g/hooks; echo owned > g/hooks/pre-commit; mv g .git; rm -rf g .git/g',
    'git config core.hooksPath /tmp/evil; git config core.fsmonitor "touch /tmp/x"',
    'rm -rf .git/hooks',
    `curl -s http://${url}/`,
    `python3 -c "import urllib.request as u; print(u.urlopen('http://${url}/').read())"`,
    `bash -c 'exec 3<>/dev/tcp/${url.replace(':', '/')}; printf "GET / HTTP/1.0\\r\\n\\r\\n" >&3; cat <&3'`,
    `python3 -c "import socket; s=socket.socket(socket.AF_INET); s.connect(('127.0.0.1', ${url.split(':')[1]})); s.send(b'GET / HTTP/1.0\\r\\n\\r\\n'); print(s.recv(999))"`,
    `python3 -c "import socket; socket.socket(40, socket.SOCK_STREAM).connect((2, 1))"`,
    'kill -9 1; kill -9 -1; pkill -9 node; killall claw',
    `ps aux | grep -v grep | grep ${workspace} | awk '{print $2}' | xargs -r kill -9`,
    'mount -t tmpfs none /mnt; mount --bind / /mnt; umount -l /',
    'unshare -Ur true && unshare -Urm mount -t tmpfs t /usr',
    'chroot / true; nsenter -t 1 -m true',
    'mknod disk b 8 0; cat disk | head -c 10',
    'echo core > /proc/sys/kernel/core_pattern; echo c > /proc/sysrq-trigger',
    'echo 0 > /proc/self/oom_score_adj; echo 1 > /sys/fs/cgroup/cgroup.procs',
    'sudo -n true; su -c true; pkexec true',
    `cp /bin/sh rootsh && chmod 4755 rootsh && ./rootsh -p -c 'cat ${secret}'`,
    'dmesg; insmod x.ko; sysctl -w kernel.modules_disabled=1',
    `find / -name secret.txt -newermt 2000-01-01 2>/dev/null -exec cat {} +`,
    `docker run -v /:/h alpine cat /h${secret}; ls -l /var/run/docker.sock`,
    `gdb -p 1 -batch; strace -p 1; python3 -c "import ctypes; print(ctypes.CDLL(None).ptrace(16, 1, 0, 0))"`,
    `(sleep 1; cat ${secret} > late.txt) & disown; exit 0`,
  ]
}

describe.each(['bwrap', 'srt', 'container'])('in the sandbox %s', (driver) => {
  let place: HostilePlace
  beforeAll(() => {
    place = hostilePlace()
  })
  afterAll(() => place.remove())

  // Each terminal call that is asked about costs two processes; from python the same programs run unasked, in the same sandbox.
  const asCall = (cmd: string): JsonObject =>
    driver === 'bwrap'
      ? call('terminal', { cmd, timeout_s: 10 })
      : call('python_exec', { code: `import subprocess\nsubprocess.run(['bash', '-c', ${JSON.stringify(cmd)}])`, timeout_s: 10 })
  const env = (): Record<string, string> => ({
    CLOSED_CLAW_SANDBOX: driver,
    CLOSED_CLAW_CONTAINER_IMAGE: image.setting.image,
    CLOSED_CLAW_CONTAINER_ARGS: image.setting.args.join(' '),
  })

  test('54 ways out of the shell: nothing outside is read or changed, nothing is reached', { timeout: 400_000 }, async () => {
    const before = place.picture()
    const commands = escapes(place)
    const { replies, document, stderr } = await place.attack(commands.map(asCall), { env: env() })
    expect(document.error).toBeNull()
    expect(replies).toHaveLength(commands.length)
    const leaks = commands.filter((_, index) => JSON.stringify(replies[index]).includes(CANARY))
    expect(leaks).toEqual([])
    expect(stderr).not.toContain(CANARY)
    expect(hits).toBe(0)
    expect(place.picture()).toEqual(before)
  })

  test('what harms nobody still works in the same sandbox', { timeout: 60_000 }, async () => {
    const { replies } = await place.attack(
      [
        call('terminal', { cmd: 'echo fine > made.txt && cat made.txt notes.md' }),
        call('python_exec', { code: 'print(sum(range(10)))' }),
        call('file_io', { op: 'read', path: 'notes.md' }),
      ],
      { env: env() },
    )
    expect(replies.map((reply) => reply.ok)).toEqual([true, true, true])
    expect(JSON.stringify(replies)).toMatch(/fine.*plain notes.*45/s)
  })
})
