/** What became of a deleted agent, and the way back. */
export function deletedAgentText({ agent_id, kept_days }: { readonly agent_id: string; readonly kept_days: number }): string {
  return `Deleted ${agent_id}. It stays in the trash for ${kept_days} days: claw agent restore ${agent_id}`
}
