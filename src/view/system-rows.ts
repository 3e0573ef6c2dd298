import type { RunStatus } from '../protocol/run.ts'
import type { DoctorCheck } from './rows.ts'

/** claw on this machine, as of now. Times are milliseconds since 1970. */
export interface SystemRow {
  readonly version: string
  readonly node: string
  readonly platform: string
  readonly workspace: string
  /** Of the process that answers. */
  readonly pid: number
  readonly started_at: number
  readonly engine: { readonly provider: string; readonly model: string | null; readonly reason: string }
  readonly sandbox: SandboxRow
  readonly embedder: { readonly model: string; readonly dim: number; readonly search: 'sqlite-vec' | 'plain' }
  readonly state: readonly StateRow[]
  readonly disk: { readonly path: string; readonly free_bytes: number; readonly total_bytes: number }
  readonly leases: readonly LeaseRow[]
  /** Empty where processes cannot be looked at (no /proc). */
  readonly processes: readonly ProcessRow[]
  /** Attempts of capsules that wait for their turn, and that have it. */
  readonly queue: { readonly waiting: number; readonly running: number }
}

export interface SandboxRow {
  readonly setting: string
  readonly driver: string
  /** It held in its self-test; else commands are asked for each time. */
  readonly holds: boolean
  readonly detail: string
  readonly fix: string
}

/** A part of what claw keeps. */
export interface StateRow {
  readonly what: string
  readonly path: string
  readonly bytes: number
  readonly files: number
  /** What is in it, and what becomes of it. */
  readonly about: string
}

/** Who has a run in hand. */
export interface LeaseRow {
  readonly run_id: string
  readonly task: string
  readonly status: RunStatus
  readonly pid: number
  readonly host: string
  /** A process that is gone lets its run become interrupted. */
  readonly alive: boolean
  readonly epoch: number
  readonly heartbeat_at: number | null
}

export const PROCESS_KINDS = ['dashboard', 'run', 'claw', 'capsule', 'helper'] as const
export type ProcessKind = (typeof PROCESS_KINDS)[number]

/** A process of claw. Its arguments are not shown: those of a tool may say anything. */
export interface ProcessRow {
  readonly pid: number
  readonly parent: number
  readonly kind: ProcessKind
  readonly program: string
  readonly rss_bytes: number
  readonly started_at: number
  /** The run that it works for; stopping that one ends it. */
  readonly run_id: string | null
  /** It is the one that answers. */
  readonly self: boolean
}

/** Everything that can be verified, once. */
export interface VerifyRow {
  readonly at: number
  readonly ok: boolean
  readonly checks: readonly DoctorCheck[]
  /** `ok`, or what SQLite says of the registry. */
  readonly integrity: string
  readonly audit: { readonly ok: boolean; readonly records: number; readonly problem: string | null }
}
