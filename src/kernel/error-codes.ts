/**
 * Every stable error code: the exit code that it leads to, what it means, and the way out.
 * `claw explain <code>` and docs/ERRORS.md are made from this table.
 */
export interface ErrorCodeInfo {
  readonly exit: ExitCode
  readonly meaning: string
  readonly fix: string
}

export const EXIT_CODES = {
  done: 0,
  failed: 1,
  usage: 2,
  configuration: 3,
  model: 4,
  denied: 5,
  parked: 6,
  limit: 7,
  notFound: 8,
  integrity: 9,
  partial: 10,
  internal: 70,
  tryAgain: 75,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES]

export const EXIT_CODE_MEANINGS: Readonly<Record<ExitCode, string>> = {
  0: 'done',
  1: 'run failed',
  2: 'usage: the command line is wrong',
  3: 'configuration is wrong or missing',
  4: 'no usable model for this task, or the key was rejected',
  5: 'denied by policy or by a person',
  6: 'parked: waiting for an approval, an answer or a decision; can be resumed',
  7: 'a limit was reached; can be resumed',
  8: 'not found',
  9: 'integrity: stored data is damaged or was changed',
  10: 'partial result',
  70: 'internal error of claw',
  75: 'somebody else holds it; try again',
  130: 'cancelled by Ctrl-C',
  143: 'cancelled by SIGTERM',
}

const x = EXIT_CODES

export const ERROR_CODES = {
  // command line and configuration
  USAGE: {
    exit: x.usage,
    meaning: 'The command line has an unknown flag, a missing argument or a value of the wrong kind.',
    fix: 'claw --help',
  },
  TASK_EMPTY: { exit: x.usage, meaning: 'The task is empty.', fix: 'claw run "How many files are here?"' },
  TASK_TOO_LONG: {
    exit: x.usage,
    meaning: 'The task is longer than 100 000 characters.',
    fix: 'Put the text into a file and name the file in the task.',
  },
  CONTEXT_INVALID: {
    exit: x.usage,
    meaning: 'The value of --context-json is neither a JSON object nor a file that holds one.',
    fix: `claw run "..." --context-json '{"key": "value"}'`,
  },
  CONFIG_INVALID: {
    exit: x.configuration,
    meaning: 'A setting has a value that is not allowed, or a name that does not exist.',
    fix: 'claw doctor',
  },
  CONFIG_UNKNOWN: { exit: x.configuration, meaning: 'A CLOSED_CLAW_* variable has a name that claw does not know.', fix: 'claw doctor' },
  STATE_UNWRITABLE: {
    exit: x.configuration,
    meaning: 'The state folder .closed_claw cannot be created or written (permissions, full or read-only disk).',
    fix: 'Run claw in a folder that you can write to, or free disk space.',
  },
  WORKSPACE_UNREADABLE: {
    exit: x.configuration,
    meaning: 'The workspace folder cannot be read.',
    fix: 'Run claw in a folder that you can read.',
  },
  ID_INVALID: {
    exit: x.usage,
    meaning: 'An id has characters that no id of claw has, or is too short or too long.',
    fix: 'claw runs; claw agents',
  },
  ID_AMBIGUOUS: { exit: x.usage, meaning: 'The prefix fits more than one id.', fix: 'Give more characters of the id.' },
  NOT_FOUND: {
    exit: x.notFound,
    meaning: 'There is no run, agent, approval or tool of that name here.',
    fix: 'claw runs; claw agents; claw approvals; claw tools',
  },
  // storage
  STORE_CORRUPT: {
    exit: x.integrity,
    meaning: 'The registry is not a readable SQLite database.',
    fix: 'Move .closed_claw/registry.db away; agents and run logs are kept in files and are read again.',
  },
  STORE_BUSY: { exit: x.tryAgain, meaning: 'Another process holds the registry for too long.', fix: 'Try again.' },
  STORE_FULL: {
    exit: x.configuration,
    meaning: 'The disk is full. What was acknowledged is kept; the run can be resumed.',
    fix: 'Free disk space, then: claw resume',
  },
  STORE_NEWER: { exit: x.configuration, meaning: 'The registry was written by a newer claw.', fix: 'Update claw.' },
  VEC_MISSING: {
    exit: x.configuration,
    meaning: 'sqlite-vec could not be loaded and CLOSED_CLAW_REQUIRE_SQLITE_VEC is true.',
    fix: 'Set CLOSED_CLAW_REQUIRE_SQLITE_VEC=false for exact, slower search.',
  },
  AUDIT_BROKEN: {
    exit: x.integrity,
    meaning: 'The audit chain does not verify: a record was edited, removed, reordered or cut off.',
    fix: 'claw audit verify names the first bad record.',
  },
  RUN_HELD: { exit: x.tryAgain, meaning: 'Another live process owns this run.', fix: 'claw watch <run>' },
  FENCED: {
    exit: x.tryAgain,
    meaning: 'This process lost the ownership of the run to another one; nothing more is written.',
    fix: 'claw watch <run>',
  },
  NOT_RESUMABLE: { exit: x.usage, meaning: 'The run has ended and cannot be resumed.', fix: 'Start a new run with the same task.' },
  // models and planning
  NO_MODEL: {
    exit: x.model,
    meaning: 'The rules engine cannot plan this task and no language model is configured.',
    fix: 'Set OPENAI_API_KEY (or OPENAI_BASE_URL for a local server), or ask for something that the rules can do.',
  },
  MODEL_KEY_REJECTED: { exit: x.model, meaning: 'The model provider rejected the key (401 or 403).', fix: 'Check OPENAI_API_KEY.' },
  MODEL_RATE_LIMITED: { exit: x.model, meaning: 'The provider still answers 429 after the retries.', fix: 'Wait, then: claw resume <run>' },
  MODEL_UNAVAILABLE: {
    exit: x.model,
    meaning: 'The provider cannot be reached or answers 5xx after the retries.',
    fix: 'Check OPENAI_BASE_URL, then: claw resume <run>',
  },
  MODEL_TIMEOUT: {
    exit: x.model,
    meaning: 'The provider did not answer in CLOSED_CLAW_LLM_TIMEOUT_SEC.',
    fix: 'Raise CLOSED_CLAW_LLM_TIMEOUT_SEC, then: claw resume <run>',
  },
  MODEL_BAD_RESPONSE: {
    exit: x.model,
    meaning: 'The provider answered with something that is not a chat completion.',
    fix: 'Check OPENAI_BASE_URL and CLOSED_CLAW_LLM_MODEL.',
  },
  MODEL_BAD_REQUEST: { exit: x.model, meaning: 'The provider refused the request (400, 404, 422).', fix: 'Check CLOSED_CLAW_LLM_MODEL.' },
  MODEL_REFUSED: {
    exit: x.failed,
    meaning: 'The model refused to answer, or the content filter of the provider stopped the answer.',
    fix: 'Say the task differently, or choose another model.',
  },
  PLAN_INVALID: {
    exit: x.failed,
    meaning: 'The plan of the model was invalid twice.',
    fix: 'Say the task in smaller steps, or choose another model.',
  },
  // agents
  AGENT_INVALID: {
    exit: x.configuration,
    meaning: 'An agent folder is broken: its manifest or skill.md does not validate.',
    fix: 'claw agent <id> names the reason.',
  },
  AGENT_CREATION_DENIED: {
    exit: x.denied,
    meaning: 'No agent fits and the creation of a new one was denied.',
    fix: 'claw run ... --create-approval-mode approve',
  },
  AGENT_LIMIT: {
    exit: x.limit,
    meaning: 'The run would need more agents than CLOSED_CLAW_MAX_AGENTS_PER_RUN.',
    fix: 'Raise CLOSED_CLAW_MAX_AGENTS_PER_RUN, then: claw resume <run>',
  },
  AGENT_SHIPPED: {
    exit: x.usage,
    meaning: 'A shipped agent is part of the package and cannot be deleted.',
    fix: 'Only agents in .closed_claw/agents or CLOSED_CLAW_AGENTS_DIR can be deleted.',
  },
  // capsule and wire: each ends one attempt and no more
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
  // tools: answers that the agent sees
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
    exit: x.denied,
    meaning: 'No OS sandbox works on this machine, and this needs one.',
    fix: 'apt-get install bubblewrap',
  },
  POLICY_DENIED: { exit: x.denied, meaning: 'A policy rule forbids this call.', fix: 'The message names the rule.' },
  APPROVAL_DENIED: { exit: x.denied, meaning: 'A person said no.', fix: 'Ask for something else.' },
  APPROVAL_EXPIRED: { exit: x.denied, meaning: 'Nobody answered the approval in time.', fix: 'Run it again and answer.' },
  // outcomes of runs
  RUN_FAILED: { exit: x.failed, meaning: 'A subtask failed for good.', fix: 'claw runlog <run>' },
  RUN_PARKED: {
    exit: x.parked,
    meaning: 'The run waits for a person: an approval, an answer or a decision about an effect in doubt.',
    fix: 'claw approvals',
  },
  IN_DOUBT: {
    exit: x.parked,
    meaning: 'claw died while an effect was under way and cannot tell whether it happened.',
    fix: 'claw resume <run> --in-doubt done|retry|abandon',
  },
  RUN_TIMEOUT: { exit: x.limit, meaning: 'The run took longer than --timeout.', fix: 'claw resume <run>' },
  RUN_BUDGET: {
    exit: x.limit,
    meaning: 'The run used as many tokens as --max-tokens allows.',
    fix: 'claw resume <run> --max-tokens <more>',
  },
  CANCELLED: { exit: x.interrupted, meaning: 'The run was cancelled.', fix: 'Start it again.' },
  RULE_STEP_FAILED: {
    exit: x.failed,
    meaning: 'A step of a recipe failed, or its result does not have the expected form.',
    fix: 'claw runlog <run>',
  },
  INTERNAL: { exit: x.internal, meaning: 'A bug in claw.', fix: 'Run again with --debug and report the stack.' },
} as const satisfies Record<string, ErrorCodeInfo>

export type ErrorCode = keyof typeof ERROR_CODES

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CODES, code)
}

/** The exit code for an error code. Unknown codes (a foreign capsule may send any) count as a failed run. */
export function exitCodeFor(code: string): ExitCode {
  return isErrorCode(code) ? ERROR_CODES[code].exit : EXIT_CODES.failed
}
