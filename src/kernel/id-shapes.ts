const RUN_ID = /^[0-9a-f]{12}$/
const AGENT_ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/

export const MAX_AGENT_ID_LENGTH = 64

export function isRunId(text: string): boolean {
  return RUN_ID.test(text)
}

/** Agent ids are folder names: lower-case words joined by hyphens, at most 64 characters. */
export function isAgentId(text: string): boolean {
  return text.length <= MAX_AGENT_ID_LENGTH && AGENT_ID.test(text)
}
