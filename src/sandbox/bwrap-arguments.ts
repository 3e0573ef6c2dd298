import type { BwrapHost } from './bwrap-host.ts'
import { bwrapMounts } from './bwrap-mounts.ts'
import type { SandboxSpec } from './sandbox-driver.ts'

export const NOBODY = '65534'

/**
 * Who bubblewrap is. `dropped`: host is root, so it is started as nobody (capsules). `root`: host is root and the program must write what root
 * owns, or the files are out of nobody's reach; nobody inside, no capability. `user`: the person who runs claw.
 */
export type BwrapIdentity = 'dropped' | 'root' | 'user'

/**
 * The options of bubblewrap, to be passed through `--args`. Not `--new-session`: the launch is a session of its own without a terminal, and
 * the first process inside has to stay in its group. Killed while it starts, bubblewrap would leave that one for good (26 of 60 kills);
 * in the group, the guard gets it.
 */
export function bwrapArguments(spec: SandboxSpec, identity: BwrapIdentity, host: BwrapHost): string[] {
  return [
    ...['--unshare-all', '--unshare-user', '--cap-drop', 'ALL', '--die-with-parent'],
    ...(host.disableUserns ? ['--disable-userns'] : []),
    ...(spec.network ? ['--share-net'] : []),
    ...(identity === 'root' ? ['--uid', NOBODY, '--gid', NOBODY] : []),
    ...['--hostname', 'sandbox'],
    ...bwrapMounts(spec, host),
    ...['--chdir', spec.cwd],
  ]
}
