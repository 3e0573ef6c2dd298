import type { ErrorCodeInfo } from '../error-code-info.ts'
import { EXIT_CODES as x } from '../exit-codes.ts'

/** Tools: answers that the agent sees. */
export const TOOL_ERRORS = {
  TOOL_NOT_ALLOWED: {
    exit: x.denied,
    meaning: 'The agent may not use this tool.',
    fix: 'Add it to tools_allowlist in the manifest of the agent.',
  },
  TOOL_UNKNOWN: { exit: x.failed, meaning: 'There is no tool of that name.', fix: 'claw tools' },
  TOOL_BAD_ARGS: { exit: x.failed, meaning: 'The arguments do not fit the schema of the tool.', fix: 'claw tools' },
  TOOL_FAILED: { exit: x.failed, meaning: 'The tool ran and failed.', fix: 'The message names the reason.' },
  TOOL_TIMEOUT: { exit: x.failed, meaning: 'The tool ran longer than its time limit and was ended.', fix: 'Raise timeout_s.' },
  TOOL_LIMIT: {
    exit: x.limit,
    meaning: 'The agent used more tool calls than CLOSED_CLAW_MAX_TOOL_CALLS_PER_AGENT.',
    fix: 'Raise CLOSED_CLAW_MAX_TOOL_CALLS_PER_AGENT, then: claw resume <run>',
  },
  STEP_LIMIT: {
    exit: x.limit,
    meaning: 'The agent used all its steps without an answer.',
    fix: 'Raise limits.steps in the manifest of the agent.',
  },
  PATH_OUTSIDE: {
    exit: x.denied,
    meaning: 'The path leads outside of the workspace and of CLOSED_CLAW_EXTRA_ALLOWED_PATHS.',
    fix: 'Set CLOSED_CLAW_EXTRA_ALLOWED_PATHS.',
  },
  PATH_PROTECTED: {
    exit: x.denied,
    meaning: 'The path is out of reach for agents: claw state, git hooks, .env and key files.',
    fix: 'Use another file.',
  },
  PATH_NOT_FOUND: { exit: x.failed, meaning: 'There is no file or folder at that path.', fix: 'List the folder first.' },
  PATH_NOT_FILE: {
    exit: x.failed,
    meaning: 'The path is a folder, a device or a pipe where a file is meant, or the reverse.',
    fix: 'List the folder first.',
  },
  FILE_TOO_LARGE: { exit: x.failed, meaning: 'The file is larger than the tool reads at once.', fix: 'Read slices with offset and limit.' },
  FILE_BINARY: { exit: x.failed, meaning: 'The file is binary, not text.', fix: 'Use stat for its size and checksum.' },
  NET_BLOCKED: {
    exit: x.denied,
    meaning: 'The address is private, loopback or otherwise special, or the scheme is not http(s).',
    fix: 'Allow host and port in the policy file of the user.',
  },
  NET_FAILED: {
    exit: x.failed,
    meaning: 'The request failed: name, connection, TLS, redirects or size.',
    fix: 'The message names the reason.',
  },
  SQL_REFUSED: { exit: x.denied, meaning: 'Only one statement that reads and returns rows is run.', fix: 'Use one SELECT or WITH.' },
  SANDBOX_MISSING: {
    exit: x.configuration,
    meaning: 'No OS sandbox works on this machine, and this needs one.',
    fix: 'apt-get install bubblewrap',
  },
  SECRET_UNKNOWN: {
    exit: x.failed,
    meaning: 'The call names a secret that is not there.',
    fix: 'claw secret set <NAME> --host <HOST>',
  },
  SECRET_REFUSED: {
    exit: x.denied,
    meaning: 'The secret is not for this tool, host or agent, or it stands where no secret may stand.',
    fix: 'claw secret list',
  },
  POLICY_DENIED: { exit: x.denied, meaning: 'A policy rule forbids this call.', fix: 'The message names the rule.' },
  APPROVAL_DENIED: { exit: x.denied, meaning: 'A person said no.', fix: 'Ask for something else.' },
  APPROVAL_EXPIRED: { exit: x.denied, meaning: 'Nobody answered the approval in time.', fix: 'Run it again and answer.' },
} as const satisfies Record<string, ErrorCodeInfo>
