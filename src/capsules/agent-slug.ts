import { randomBytes } from 'node:crypto'
import { isAgentId, MAX_AGENT_ID_LENGTH } from '../kernel/ids.ts'

const SUFFIX_BYTES = 2
const ROOM = MAX_AGENT_ID_LENGTH - 2 * SUFFIX_BYTES - 1
// Words that mean something after `claw agent`, and file names that Windows keeps for devices.
const RESERVED =
  /^(?:new|accept|edit|lint|test|enable|disable|promote|restore|versions|delete|list|why|show|help|agents?|con|prn|aux|nul|com\d|lpt\d)$/

/** A folder name from any text: letters and digits of ASCII, with room for a suffix; never a word with a meaning of its own. */
export function agentSlug(name: string): string {
  const words =
    name
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  const slug = trimmed(words.join('-'), ROOM)
  return isAgentId(slug) && !RESERVED.test(slug) ? slug : trimmed(`agent-${slug}`, ROOM)
}

/** Two agents of one name get two ids. */
export function withSuffix(slug: string): string {
  return `${slug}-${randomBytes(SUFFIX_BYTES).toString('hex')}`
}

function trimmed(text: string, length: number): string {
  return text.slice(0, length).replace(/-+$/, '')
}
