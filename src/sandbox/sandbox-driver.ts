import type { ChildProcess } from 'node:child_process'

export type SandboxName = 'bwrap' | 'srt' | 'container' | 'none'

/** A program inside the sandbox: no network unless granted, only what is named is visible, its whole process tree dies with it. */
export interface SandboxSpec {
  readonly command: readonly string[]
  /** The whole environment; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  /** Paths that are visible beside the system folders, read-only. */
  readonly read: readonly string[]
  /** Paths that are visible and writable. */
  readonly write: readonly string[]
  /** Paths inside `read` and `write` that are hidden (replaced by emptiness). */
  readonly hide: readonly string[]
  /** Paths inside `write` that stay read-only. */
  readonly protect: readonly string[]
  readonly network: boolean
  readonly memory_mb: number
  readonly max_processes: number
}

export interface SandboxedProcess {
  readonly child: ChildProcess
  /** Ends the whole tree: SIGTERM, then SIGKILL after the grace. Resolves when it is gone. */
  kill(grace_ms: number): Promise<void>
}

export interface SandboxDriver {
  readonly name: SandboxName
  /** Hosts that programs with `network` reach through it; absent: none. */
  readonly hosts?: readonly string[]
  /** stdio is always three pipes. Throws SANDBOX_MISSING or CAPSULE_SPAWN_FAILED. */
  spawn(spec: SandboxSpec): SandboxedProcess
  /** Lets go of what outlives single programs: containers, proxies. Nothing is spawned afterwards. */
  close(): Promise<void>
}

export interface SelfTest {
  readonly ok: boolean
  readonly driver: SandboxName
  /** One line per probe: what was tried, whether it was stopped. */
  readonly probes: readonly { readonly name: string; readonly held: boolean; readonly detail: string }[]
  /** What would mend it, when not ok. */
  readonly fix: string
}
