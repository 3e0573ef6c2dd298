import type { FormChange, PinNews } from './ports.ts'
import type { RunContext } from './run-context.ts'

/** Says which agents and skills are new here or changed, once; what has been said is pinned after it is in the log. */
export async function tellPins(context: RunContext): Promise<void> {
  const { pins, forms } = context.ports
  const news = await pins.news()
  const changes = forms.changes()
  if (news.length + changes.length > 0) {
    context.transaction(() => {
      for (const item of news)
        tellNews(
          context,
          item,
          changes.find((change) => isOf(change, item)),
        )
      for (const change of changes) if (!news.some((item) => isOf(change, item))) tellChange(context, change)
    })
  }
  forms.noted()
  pins.noted(news)
}

function isOf(change: FormChange, { kind, id }: PinNews): boolean {
  return kind === 'agent' && id === change.agent_id
}

function tellNews(context: RunContext, { kind, id, state, what, thing }: PinNews, change: FormChange | undefined): void {
  const told = change === undefined ? what : `${change.what}; ${state === 'applies' ? 'it may do no more than before' : what}`
  context.emit({ type: 'agent.changed', data: { agent_id: id, what: told, kind } })
  context.audit({
    actor: 'claw',
    action: `${kind}.${state === 'new' ? 'pinned' : 'changed'}`,
    target: id,
    ...(kind === 'agent' ? { agent_id: id } : {}),
    decision: state === 'asks' ? 'ask' : 'allow',
    rule: `pin.${kind}`,
    reason: told,
    detail: { digest: thing.digest, path: thing.path, ...(change === undefined ? {} : { digest_before: change.digest_before }) },
  })
}

function tellChange(context: RunContext, { agent_id, what, digest_before, digest_after }: FormChange): void {
  context.emit({ type: 'agent.changed', data: { agent_id, what, kind: 'agent' } })
  context.audit({
    actor: 'claw',
    action: 'agent.changed',
    target: agent_id,
    agent_id,
    decision: 'noted',
    rule: 'agent.form',
    reason: what,
    detail: { digest_before, digest_after },
  })
}
