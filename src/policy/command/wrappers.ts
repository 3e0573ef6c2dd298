import type { OptionSpec } from './skip-options.ts'

/** A program that runs the command in its arguments. */
export interface Wrapper extends OptionSpec {
  /** Operands of its own before the command: `timeout 10 cmd`. */
  readonly own?: number
  /** `A=B` before the command. */
  readonly assigns?: boolean
  /** It has a power of its own, so it counts as a command beside the one inside. */
  readonly keeps?: boolean
  /** Joins its words and hands them to a shell. */
  readonly joins?: boolean
  /** An option whose value is a script for a shell. */
  readonly script?: string
}

/** Key: the program, or program and subcommand. */
export const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  env: {
    short: 'i0v',
    valued: 'uC',
    long: ['ignore-environment', 'null', 'debug'],
    longValued: ['unset', 'chdir'],
    assigns: true,
    script: 'S',
  },
  nice: { valued: 'n', longValued: ['adjustment'], numeric: true },
  ionice: { short: 't', valued: 'cn', longValued: ['class', 'classdata'] },
  nohup: {},
  time: { short: 'pvaq', valued: 'f', long: ['portability', 'verbose'], longValued: ['format'] },
  timeout: { short: 'v', valued: 'ks', long: ['foreground', 'preserve-status', 'verbose'], longValued: ['kill-after', 'signal'], own: 1 },
  gtimeout: { short: 'v', valued: 'ks', long: ['foreground', 'preserve-status'], longValued: ['kill-after', 'signal'], own: 1 },
  stdbuf: { valued: 'ioe', longValued: ['input', 'output', 'error'] },
  setsid: { short: 'cfw', long: ['ctty', 'fork', 'wait'] },
  builtin: {},
  exec: { short: 'cl', valued: 'a' },
  coproc: {},
  busybox: {},
  toybox: {},
  taskset: { short: 'a', own: 1 },
  setarch: { short: 'R', own: 1 },
  linux64: { short: 'R' },
  chronic: { short: 'v' },
  ifne: { short: 'n' },
  unbuffer: { short: 'p' },
  caffeinate: { short: 'dimsu', valued: 'tw' },
  'xvfb-run': { short: 'a', valued: 'ns', long: ['auto-servernum'], longValued: ['server-args'] },
  faketime: { short: 'f', own: 1 },
  rlwrap: {},
  doas: { short: 'Lns', valued: 'Cu', keeps: true, assigns: true },
  sudo: {
    short: 'AbEHknPSsiKlv',
    valued: 'uUghpCDRrtT',
    long: ['preserve-env', 'non-interactive', 'login', 'shell', 'stdin', 'set-home'],
    longValued: ['user', 'group', 'host', 'prompt', 'chdir'],
    assigns: true,
    keeps: true,
  },
  pkexec: { longValued: ['user'], keeps: true },
  runuser: { valued: 'ug', keeps: true, script: 'c' },
  chroot: { longValued: ['userspec', 'groups'], own: 1, keeps: true },
  unshare: {
    short: 'mupinCTUfrc',
    long: ['mount', 'uts', 'ipc', 'net', 'pid', 'user', 'fork', 'map-root-user', 'mount-proc'],
    keeps: true,
  },
  nsenter: { short: 'amuinpUCTFr', valued: 't', long: ['all'], longValued: ['target'], keeps: true },
  firejail: { keeps: true },
  fakeroot: { keeps: true },
  strace: { short: 'fcCDqvtTyrihxwnzZk', valued: 'eopsPSaubEIUXO', keeps: true },
  ltrace: { short: 'fcCSrtTi', valued: 'eopsalnuw', keeps: true },
  watch: {
    short: 'bcdegtxwprC',
    valued: 'nq',
    long: ['beep', 'color', 'differences', 'errexit', 'chgexit', 'no-title', 'exec'],
    longValued: ['interval'],
    joins: true,
  },
  parallel: {
    short: 'kmXtq',
    valued: 'jNnPI',
    long: ['keep-order', 'bar', 'halt-on-error', 'will-cite', 'dry-run'],
    longValued: ['jobs', 'halt', 'colsep', 'max-args'],
    keeps: true,
  },
  entr: { short: 'acdnprsxz', keeps: true },
  flock: {
    short: 'nsxuoeF',
    valued: 'wE',
    long: ['nonblock', 'shared', 'exclusive', 'no-fork'],
    longValued: ['timeout'],
    own: 1,
    keeps: true,
  },
  ssh: {
    short: '46AaCfGgKkMNnqsTtVvXxYy',
    valued: 'BbcDEeFIiJLlmOopQRSWw',
    own: 1,
    keeps: true,
    joins: true,
  },
  script: { short: 'aefqB', valued: 'ETIOmo', long: ['quiet', 'return', 'flush', 'append'], own: 1, keeps: true, script: 'c' },
  su: { short: 'lmp-', valued: 'gGsw', long: ['login', 'preserve-environment'], own: 9, keeps: true, script: 'c' },
  npx: {
    short: 'yq',
    valued: 'p',
    long: ['yes', 'no', 'no-install', 'quiet', 'offline', 'prefer-offline'],
    longValued: ['package', 'prefix', 'workspace'],
    script: 'c',
  },
  bunx: { long: ['bun', 'no-install'] },
  'cross-env': { assigns: true },
  'cross-env-shell': { assigns: true, joins: true },
  'npm exec': { short: 'y', valued: 'pw', long: ['yes', 'no', 'offline'], longValued: ['package', 'workspace', 'prefix'], script: 'c' },
  'pnpm exec': { short: 'rc', long: ['recursive'] },
  'yarn exec': {},
  'yarn run': { short: 'T' },
  'uv run': {
    short: 'q',
    valued: 'mp',
    long: ['frozen', 'offline', 'no-sync', 'locked', 'no-project', 'quiet'],
    longValued: ['python', 'extra', 'group', 'directory', 'project'],
  },
  'poetry run': { short: 'q' },
  'pipenv run': {},
  'pdm run': {},
  'hatch run': {},
  'rye run': {},
  'bundle exec': {},
  'direnv exec': { own: 1 },
  'conda run': { valued: 'np', long: ['no-capture-output'] },
  'mamba run': { valued: 'np' },
}

/** Every program that has a subcommand in the table. */
export const WITH_SUBCOMMAND: ReadonlySet<string> = new Set(
  Object.keys(WRAPPERS).flatMap((key) => (key.includes(' ') ? [key.split(' ')[0] ?? ''] : [])),
)
