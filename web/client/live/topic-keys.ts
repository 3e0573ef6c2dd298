import type { QueryKey } from '@tanstack/react-query'
import type { FeedTopic } from '../../../src/protocol/feed.ts'
import { keys } from '../api/query-keys.ts'

/** Which answers a change makes old. Those of single runs are named by the change itself. */
export const TOPIC_KEYS: Readonly<Record<FeedTopic, readonly QueryKey[]>> = {
  runs: [['runs', 'list'], keys.status, keys.figures, keys.system],
  approvals: [keys.approvals, keys.status, keys.figures],
  agents: [keys.agents, keys.status],
  skills: [keys.skills],
  grants: [keys.grants],
  policy: [keys.tools, ['policy'], keys.settings],
  settings: [keys.settings, keys.status, keys.system],
  secrets: [keys.settings, ['secrets']],
  memory: [keys.memory],
  audit: [keys.audit],
}

/** Those of one run. */
export const keysOfRun = keys.run
