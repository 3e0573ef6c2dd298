import type { ToolContext } from './define-tool.ts'

/** What a shell tool may see and touch in its sandbox. All paths absolute. */
export interface ShellScope {
  /** Visible read-only beside the system folders: programs that are installed elsewhere, further allowed folders. */
  readonly read: readonly string[]
  readonly write: readonly string[]
  readonly hide: readonly string[]
  readonly protect: readonly string[]
  readonly network: boolean
  /** Folders with programs, looked in before those of the system. */
  readonly programs: readonly string[]
}

/** Computed anew for each call: files with secrets come and go. */
export type ShellScopeFor = (context: ToolContext) => Promise<ShellScope>

export interface ShellLimits {
  readonly memory_mb: number
  /** Processes and threads together, as the kernel counts. */
  readonly max_processes: number
  /** Bytes on stdout and stderr together after which the command is ended. */
  readonly output_bytes: number
  /** Characters of each stream that are handed on. */
  readonly shown_chars: number
  /** Between SIGTERM and SIGKILL. */
  readonly grace_ms: number
}

export const SHELL_LIMITS: ShellLimits = {
  memory_mb: 2048,
  max_processes: 512,
  output_bytes: 64 * 1024 * 1024,
  shown_chars: 50_000,
  grace_ms: 1000,
}
