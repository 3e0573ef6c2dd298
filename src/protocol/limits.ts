/** The limits of the wire (protocol 1): bytes, levels and counts. */
export const PROTOCOL_VERSION = 1
export const LINE_BYTES = 1024 * 1024
export const ATTEMPT_BYTES = 64 * 1024 * 1024
export const MAX_DEPTH = 32
export const MAX_KEYS = 50_000
export const MAX_WAITING_BYTES = 1024 * 1024
/** Requests of one capsule that may wait for their answers at once. */
export const MAX_OPEN_REQUESTS = 256
/** The builtin capsule says this at its start and then every HEARTBEAT_MS: alive, nothing to tell. Views leave it out. */
export const HEARTBEAT_TEXT = 'working'
export const HEARTBEAT_MS = 10_000
