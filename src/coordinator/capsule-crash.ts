const CRASHES = ['CAPSULE_EXITED', 'CAPSULE_PIPE_CLOSED', 'CAPSULE_OUT_OF_MEMORY', 'CAPSULE_HANDSHAKE_TIMEOUT', 'PROTOCOL_CLOSED']

/** The process of the capsule went away before it answered. */
export function isCapsuleCrash(code: string): boolean {
  return CRASHES.includes(code)
}
