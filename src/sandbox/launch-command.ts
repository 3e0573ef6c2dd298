const KIB = 1024
const FILE_BLOCK = 512

/** What the first process does to itself before it becomes the program. */
export interface LaunchOptions {
  readonly shell: string
  /** Control groups to join. */
  readonly procsFiles: readonly string[]
  /** Limit of a process's private memory; none where a control group bounds the sum. */
  readonly dataBytes: number | null
  readonly fileBytes: number
  /**
   * The descriptor that claw holds open: when it closes, since claw closed it or died, a guard process kills the whole group. Not even
   * bubblewrap can go without: killed in the middle of its own start, it leaves a half-made child that waits for ever.
   */
  readonly guardFd: number
}

// Joining comes first: without its limits the program must not start. `ulimit` only lowers, and a lower limit that holds already is as good.
const JOIN = 'while [ "$1" != -- ]; do echo 0 > "$1" || exit 125; shift; done; shift;'
// It outlives the polite signals and holds none of the program's pipes.
const guard = (fd: number): string => {
  const close = [3, 4, 5, 6].filter((other) => other !== fd).map((other) => ` ${other}<&-`)
  return `(trap "" TERM INT HUP; read -r line <&${fd}; kill -s KILL -- -$$) </dev/null >/dev/null 2>&1${close.join('')} &`
}

/** The argument vector that joins the groups, lowers the limits and then is replaced by the program: one process, about a millisecond. */
export function launchCommand(options: LaunchOptions, command: readonly string[]): [string, ...string[]] {
  const limits = [`ulimit -f ${Math.floor(options.fileBytes / FILE_BLOCK)}`]
  if (options.dataBytes !== null) limits.push(`ulimit -d ${Math.floor(options.dataBytes / KIB)}`)
  const lower = ['ulimit -c 0', ...limits].map((limit) => `${limit} 2>/dev/null;`)
  const script = [JOIN, ...lower, guard(options.guardFd), `exec "$@" ${options.guardFd}<&-`].join(' ')
  return [options.shell, '-c', script, 'sh', ...options.procsFiles, '--', ...command]
}
