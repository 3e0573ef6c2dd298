import type { ErrorCodeInfo } from '../error-code-info.ts'
import { EXIT_CODES as x } from '../exit-codes.ts'

/** Capsule and wire: each ends one attempt and no more. */
export const CAPSULE_ERRORS = {
  CAPSULE_SPAWN_FAILED: {
    exit: x.failed,
    meaning: 'The capsule program could not be started.',
    fix: 'Check the entrypoint in the manifest of the agent.',
  },
  CAPSULE_HANDSHAKE_TIMEOUT: {
    exit: x.failed,
    meaning: 'The capsule said nothing within 10 seconds of its start.',
    fix: 'Send a progress or an intent at once.',
  },
  CAPSULE_IDLE: { exit: x.failed, meaning: 'The capsule was silent for longer than the idle limit.', fix: 'Send progress while working.' },
  CAPSULE_TIMEOUT: {
    exit: x.limit,
    meaning: 'The attempt took longer than CLOSED_CLAW_AGENT_TIMEOUT_SEC.',
    fix: 'Raise CLOSED_CLAW_AGENT_TIMEOUT_SEC.',
  },
  CAPSULE_CANCELLED: { exit: x.interrupted, meaning: 'The attempt was cancelled.', fix: 'claw resume <run>' },
  CAPSULE_EXITED: {
    exit: x.failed,
    meaning: 'The capsule ended before its agent_response.',
    fix: 'claw runlog <run> shows the end of its stderr.',
  },
  CAPSULE_PIPE_CLOSED: {
    exit: x.failed,
    meaning: 'The capsule closed its input or output while it was needed.',
    fix: 'Keep stdin and stdout open until agent_response was written.',
  },
  CAPSULE_BACKPRESSURE: {
    exit: x.failed,
    meaning: 'The capsule does not read its input: more than 1 MiB waits.',
    fix: 'Read stdin continuously.',
  },
  CAPSULE_STDERR_FLOOD: { exit: x.failed, meaning: 'The capsule wrote more than 64 MiB to stderr.', fix: 'Log less.' },
  CAPSULE_OUT_OF_MEMORY: {
    exit: x.failed,
    meaning: 'The capsule ran out of its memory limit.',
    fix: 'Raise limits.memory_mb in the manifest of the agent.',
  },
  PROTOCOL_BAD_JSON: { exit: x.failed, meaning: 'A line on the wire is not one JSON object.', fix: 'docs/PROTOCOL.md' },
  PROTOCOL_BAD_UTF8: { exit: x.failed, meaning: 'A line on the wire is not valid UTF-8.', fix: 'docs/PROTOCOL.md' },
  PROTOCOL_LINE_TOO_LONG: { exit: x.failed, meaning: 'A line on the wire is longer than 1 MiB.', fix: 'docs/PROTOCOL.md' },
  PROTOCOL_TOO_MUCH: { exit: x.failed, meaning: 'An attempt sent more than 64 MiB.', fix: 'docs/PROTOCOL.md' },
  PROTOCOL_TOO_DEEP: {
    exit: x.failed,
    meaning: 'A message is nested deeper than 32 levels or has too many keys, lists or objects.',
    fix: 'docs/PROTOCOL.md',
  },
  PROTOCOL_FORBIDDEN_KEY: { exit: x.failed, meaning: 'A message has a key __proto__, constructor or prototype.', fix: 'docs/PROTOCOL.md' },
  PROTOCOL_UNKNOWN_TYPE: { exit: x.failed, meaning: 'A message has a type that the protocol does not know.', fix: 'docs/PROTOCOL.md' },
  PROTOCOL_INVALID_MESSAGE: { exit: x.failed, meaning: 'A message of a known type has wrong or missing fields.', fix: 'docs/PROTOCOL.md' },
  PROTOCOL_VERSION: { exit: x.failed, meaning: 'The two ends speak different protocol versions.', fix: 'docs/PROTOCOL.md' },
  PROTOCOL_DUPLICATE_RESPONSE: { exit: x.failed, meaning: 'A second agent_response came.', fix: 'docs/PROTOCOL.md' },
  PROTOCOL_AFTER_RESPONSE: {
    exit: x.failed,
    meaning: 'A message came after the agent_response, which is the last one.',
    fix: 'docs/PROTOCOL.md',
  },
  PROTOCOL_TOO_MANY_OPEN: { exit: x.failed, meaning: 'More than 256 requests are open at once.', fix: 'docs/PROTOCOL.md' },
  PROTOCOL_UNKNOWN_ID: { exit: x.failed, meaning: 'An answer came for a request that was never made.', fix: 'docs/PROTOCOL.md' },
  PROTOCOL_DUPLICATE_ID: { exit: x.failed, meaning: 'Two open requests have the same id.', fix: 'docs/PROTOCOL.md' },
  PROTOCOL_CLOSED: { exit: x.failed, meaning: 'The connection closed while a request was open.', fix: 'docs/PROTOCOL.md' },
  OUTPUT_INVALID: {
    exit: x.failed,
    meaning: 'The result of a subtask does not have the fields that the plan asks for, also after it was sent back.',
    fix: 'claw runlog <run> shows the answers; a larger model may keep to the schema.',
  },
} as const satisfies Record<string, ErrorCodeInfo>
