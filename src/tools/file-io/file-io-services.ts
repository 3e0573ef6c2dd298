import type { PathJail } from '../path-jail.ts'
import type { LineMatcher } from './line-matcher.ts'

export interface FileIoLimits {
  /** Content that one read gives back, in bytes. */
  readonly readBytes: number
  /** The largest file that append and edit take. */
  readonly editBytes: number
  /** A search with a regular expression is ended after this time. */
  readonly regexMs: number
}

export const FILE_IO_LIMITS: FileIoLimits = { readBytes: 512 * 1024, editBytes: 64 * 1024 * 1024, regexMs: 20_000 }

/** What the operations need: the smallest set that serves them all. */
export interface FileIoServices {
  readonly jail: PathJail
  readonly signal: AbortSignal
  readonly limits: FileIoLimits
  /** A matcher for untrusted regular expressions, in a thread that can be ended. */
  regexMatcher(pattern: string, ignoreCase: boolean): LineMatcher
}

/** What an operation that changes files needs. */
export type FileServices = Omit<FileIoServices, 'regexMatcher'>
