/**
 * What bubblewrap's filter denies, in the words of docker and podman: their own profiles leave out ptrace, or let a program make user
 * namespaces. https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md#seccomp
 */
export function containerSeccomp(): string {
  return JSON.stringify({
    defaultAction: 'SCMP_ACT_ALLOW',
    architectures: ARCHITECTURES[process.arch] ?? [],
    syscalls: [
      { names: DENIED, ...deny(EPERM) },
      // Its flags are behind a pointer, out of a filter's sight: with ENOSYS libc falls back to clone.
      { names: ['clone3'], ...deny(ENOSYS) },
      ...NEW_NAMESPACES.map((flag) => ({ names: ['clone'], ...deny(EPERM), args: [masked(0, flag, flag)] })),
      ...TERMINAL_INPUT.map((request) => ({ names: ['ioctl'], ...deny(EPERM), args: [masked(1, 0xffffffff, request)] })),
      ...OTHER_FAMILIES.map((family) => ({ names: ['socket'], ...deny(EPERM), args: [{ index: 0, value: family, op: 'SCMP_CMP_EQ' }] })),
      { names: ['socket'], ...deny(EPERM), args: [{ index: 0, value: LAST_FAMILY + 1, op: 'SCMP_CMP_GE' }] },
    ],
  })
}

const EPERM = 1
const ENOSYS = 38
// Calls of 32-bit programs are not listed, and so end the program.
const ARCHITECTURES: Readonly<Record<string, readonly string[]>> = { x64: ['SCMP_ARCH_X86_64'], arm64: ['SCMP_ARCH_AARCH64'] }
// CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
const NEW_NAMESPACES = [0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000]
// TIOCSTI, TIOCLINUX
const TERMINAL_INPUT = [0x5412, 0x541c]
// All but AF_UNIX, AF_INET, AF_INET6 and AF_NETLINK.
const LAST_FAMILY = 16
const OTHER_FAMILIES = [0, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15]
const DENIED = [
  ...['ptrace', 'process_vm_readv', 'process_vm_writev', 'kcmp', 'pidfd_getfd'],
  ...['mount', 'umount', 'umount2', 'pivot_root', 'chroot', 'unshare', 'setns'],
  ...['open_tree', 'move_mount', 'fsopen', 'fsconfig', 'fsmount', 'fspick', 'mount_setattr'],
  ...['swapon', 'swapoff', 'reboot', 'kexec_load', 'kexec_file_load', 'init_module', 'delete_module', 'finit_module'],
  ...['add_key', 'request_key', 'keyctl', 'bpf', 'userfaultfd', 'perf_event_open', 'io_uring_setup', 'io_uring_enter', 'io_uring_register'],
  ...['name_to_handle_at', 'open_by_handle_at', 'fanotify_init', 'quotactl', 'quotactl_fd', 'acct', 'syslog'],
  ...['settimeofday', 'clock_settime', 'adjtimex', 'clock_adjtime', 'sethostname', 'setdomainname'],
  ...['iopl', 'ioperm', 'modify_ldt', 'uselib', 'vhangup', 'lookup_dcookie', 'nfsservctl'],
]

function deny(errnoRet: number): { readonly action: string; readonly errnoRet: number } {
  return { action: 'SCMP_ACT_ERRNO', errnoRet }
}

function masked(index: number, mask: number, wanted: number): Readonly<Record<string, number | string>> {
  return { index, value: mask, valueTwo: wanted, op: 'SCMP_CMP_MASKED_EQ' }
}
