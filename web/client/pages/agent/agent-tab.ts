export const AGENT_TABS = ['overview', 'manifest', 'skill', 'versions', 'evolution', 'test', 'why'] as const
export type AgentTab = (typeof AGENT_TABS)[number]
