/** The limits of the wire (protocol 1): bytes, levels and counts. */
export const PROTOCOL_VERSION = 1
export const LINE_BYTES = 1024 * 1024
export const ATTEMPT_BYTES = 64 * 1024 * 1024
export const MAX_DEPTH = 32
export const MAX_KEYS = 50_000
export const MAX_WAITING_BYTES = 1024 * 1024
