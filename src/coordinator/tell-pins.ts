import type { RunContext } from './run-context.ts'

/** Says which agents and skills are new here or changed, once; what has been said is pinned after it is in the log. */
export async function tellPins(context: RunContext): Promise<void> {
  const { pins } = context.ports
  const news = await pins.news()
  if (news.length === 0) return
  context.transaction(() => {
    for (const { kind, id, state, what, thing } of news) {
      context.emit({ type: 'agent.changed', data: { agent_id: id, what, kind } })
      context.audit({
        actor: 'claw',
        action: `${kind}.${state === 'new' ? 'pinned' : 'changed'}`,
        target: id,
        ...(kind === 'agent' ? { agent_id: id } : {}),
        decision: state === 'asks' ? 'ask' : 'allow',
        rule: `pin.${kind}`,
        reason: what,
        detail: { digest: thing.digest, path: thing.path },
      })
    }
  })
  pins.noted(news)
}
