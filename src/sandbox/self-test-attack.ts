import { readlinkSync } from 'node:fs'
import type { SelfTest } from './sandbox-driver.ts'

type Probe = SelfTest['probes'][number]

const TRIED: Readonly<Record<string, string>> = {
  'write-outside': 'write a file into a folder of the host',
  'write-system': 'write a file into /usr',
  'kernel-settings': 'change a setting of the kernel',
  'read-secret': 'read a file of the host',
  network: 'connect to a server of the host on loopback',
  'host-processes': 'see the processes of the host',
  'new-namespaces': 'make a user namespace of its own',
  'hidden-files': 'read a hidden file of the workspace',
  'protected-files': 'write to a protected file of the workspace',
  'moved-aside': 'move a protected folder aside',
}

// Where nothing holds, all of this happens to the host: it must do no harm there.
// One line `name=stopped` or `name=open` an attempt. Only a POSIX shell is surely there; bash opens the socket where it is installed.
const SCRIPT = `
try() { name=$1; shift; if ( "$@" ) >/dev/null 2>&1; then echo "$name=open"; else echo "$name=stopped"; fi; }
outside() { echo x > "$folder/written"; }
system() { echo x > /usr/claw-self-test; }
settings() { for file in kernel/core_pattern kernel/hostname vm/overcommit_memory; do cat "/proc/sys/$file" > /tmp/old && cat /tmp/old > "/proc/sys/$file" && return 0; done; return 1; }
secret() { cat "$folder/secret"; }
reach() { if [ -x /bin/bash ]; then /bin/bash -c "exec 3<>/dev/tcp/127.0.0.1/$port"; else same net "$net"; fi; }
same() { [ "$(readlink "/proc/self/ns/$1")" = "$2" ]; }
namespaces() { unshare -U true; }
folder=$1 port=$2 net=$3 pid=$4
try write-outside outside
try write-system system
try kernel-settings settings
try read-secret secret
try network reach
try host-processes same pid "$pid"
try new-namespaces namespaces
if [ "$5" = workspace ]; then
  try hidden-files cat hidden/secret
  try protected-files touch kept/protected/file
  try moved-aside mv kept aside
  echo x > made
fi
echo done
`

/** The command that tries to break out; it says on stdout what it could do. */
export function attackCommand(bait: { readonly folder: string; readonly port: number }, inWorkspace: boolean): string[] {
  const namespaces = ['net', 'pid'].map((kind) => readlinkSync(`/proc/self/ns/${kind}`))
  return ['/bin/sh', '-c', SCRIPT, 'sh', bait.folder, String(bait.port), ...namespaces, inWorkspace ? 'workspace' : 'none']
}

/** Its lines as probes; undefined when it did not come to its end. */
export function readAttack(stdout: string, profile: string): Probe[] | undefined {
  if (!stdout.endsWith('done\n')) return undefined
  return [...stdout.matchAll(/^([a-z-]+)=(stopped|open)$/gm)].map(([, name = '', state]) => ({
    name: `${profile}: ${name}`,
    held: state === 'stopped',
    detail: `${state === 'stopped' ? 'could not' : 'COULD'} ${TRIED[name] ?? name}`,
  }))
}
