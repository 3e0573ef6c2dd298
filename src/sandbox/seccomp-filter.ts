import { answer, assembleBpf, type BpfInstruction, ifAnyBit, ifAtLeast, ifEqual, load } from './bpf-assembler.ts'
import { CLONE3, type SyscallTable } from './seccomp-syscalls.ts'

// Offsets in struct seccomp_data, of which an argument's low half comes first on both machines.
const NR = 0
const ARCH = 4
const ARG0 = 16
const ARG1 = 24

const RET_ALLOW = 0x7fff0000
const RET_ERRNO = 0x00050000
const EPERM = 1
const ENOSYS = 38
// x32 calls of x86-64 have their own numbers and would slip by.
const X32_BIT = 0x40000000
// CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
const NEW_NAMESPACES = 0x7e020000
const TIOCSTI = 0x5412
const TIOCLINUX = 0x541c
// AF_UNIX, AF_INET, AF_INET6, AF_NETLINK. Not AF_VSOCK above all: it reaches the hypervisor from any network namespace.
const SOCKET_FAMILIES = [1, 2, 10, 16]

/** Machine code of the filter for `--seccomp`, or undefined where we have no table of system calls. */
export function seccompFilter(table: SyscallTable | undefined): Buffer | undefined {
  return table === undefined ? undefined : assembleBpf(filterProgram(table))
}

function filterProgram(table: SyscallTable): BpfInstruction[] {
  return [
    load(ARCH),
    ifEqual(table.arch, 'number', 'deny'),
    load(NR, 'number'),
    ifAtLeast(X32_BIT, 'deny'),
    ...table.denied.map((number) => ifEqual(number, 'deny')),
    // Its flags are behind a pointer, out of a filter's sight: with ENOSYS libc falls back to clone.
    ifEqual(CLONE3, 'absent'),
    ifEqual(table.clone, 'clone'),
    ifEqual(table.ioctl, 'ioctl'),
    ifEqual(table.socket, 'socket', 'allow'),
    load(ARG0, 'clone'),
    ifAnyBit(NEW_NAMESPACES, 'deny', 'allow'),
    load(ARG1, 'ioctl'),
    ifEqual(TIOCSTI, 'deny'),
    ifEqual(TIOCLINUX, 'deny', 'allow'),
    load(ARG0, 'socket'),
    ...SOCKET_FAMILIES.map((family) => ifEqual(family, 'allow')),
    answer('deny', RET_ERRNO | EPERM),
    answer('absent', RET_ERRNO | ENOSYS),
    answer('allow', RET_ALLOW),
  ]
}
