/** Numbers of one machine (asm/unistd_64.h, asm-generic/unistd.h). */
export interface SyscallTable {
  /** AUDIT_ARCH_* of linux/audit.h. */
  readonly arch: number
  readonly clone: number
  readonly ioctl: number
  readonly socket: number
  readonly denied: readonly number[]
}

export const CLONE3 = 435

// Since 424 every machine has the same numbers: open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, mount_setattr, quotactl_fd; pidfd_getfd; io_uring.
const DENIED_EVERYWHERE = [428, 429, 430, 431, 432, 433, 442, 443, 438, 425, 426, 427]

const X64: SyscallTable = {
  arch: 0xc000003e,
  clone: 56,
  ioctl: 16,
  socket: 41,
  denied: [
    ...[101, 310, 311, 312], // ptrace, process_vm_readv, process_vm_writev, kcmp
    ...[165, 166, 155, 161, 272, 308], // mount, umount2, pivot_root, chroot, unshare, setns
    ...[167, 168, 169, 246, 320, 175, 176, 313], // swapon, swapoff, reboot, kexec_load, kexec_file_load, init_module, delete_module, finit_module
    ...[248, 249, 250, 321, 323, 298], // add_key, request_key, keyctl, bpf, userfaultfd, perf_event_open
    ...[303, 304, 300, 179, 163, 103], // name_to_handle_at, open_by_handle_at, fanotify_init, quotactl, acct, syslog
    ...[164, 227, 159, 305, 170, 171], // settimeofday, clock_settime, adjtimex, clock_adjtime, sethostname, setdomainname
    ...[172, 173, 154, 134, 153, 212, 180], // iopl, ioperm, modify_ldt, uselib, vhangup, lookup_dcookie, nfsservctl
    ...DENIED_EVERYWHERE,
  ],
}

const ARM64: SyscallTable = {
  arch: 0xc00000b7,
  clone: 220,
  ioctl: 29,
  socket: 198,
  denied: [
    ...[117, 270, 271, 272],
    ...[40, 39, 41, 51, 97, 268],
    ...[224, 225, 142, 104, 294, 105, 106, 273],
    ...[217, 218, 219, 280, 282, 241],
    ...[264, 265, 262, 60, 89, 116],
    ...[170, 112, 171, 266, 161, 162],
    ...[58, 18, 42],
    ...DENIED_EVERYWHERE,
  ],
}

/** Undefined for a machine that we have no table of: then there is no filter. */
export function syscallTable(arch: string = process.arch): SyscallTable | undefined {
  if (arch === 'x64') return X64
  return arch === 'arm64' ? ARM64 : undefined
}
