import type { App } from '../../app/app-port.ts'
import { requireUsableProvider } from '../../config/require-usable-provider.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { agentTestText, handshakeText } from '../../view/agent-test-text.ts'
import { testedAgent } from '../../view/tested-agent.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { conductRun } from '../conduct-run.ts'
import { publicJson } from '../public-json.ts'
import type { AgentWords } from './agent-actions.ts'
import { agentToChange } from './agent-to-change.ts'

/** `claw agent test <id> "<task>"`, or with --handshake: only whether its program speaks the protocol. */
export async function testAgent(context: CommandContext, { subject = '', text }: AgentWords): Promise<CommandOutcome> {
  const { app, id } = await agentToChange(context, subject)
  if (context.input.options['handshake'] === true) return handshake(context, app, id)
  if (text === undefined) throw new ClawError('USAGE', 'What is it to do?', { fix: `claw agent test ${id} "<task>", or --handshake` })
  return tryTask(context, app, id, text)
}

async function handshake({ host }: CommandContext, app: App, id: string): Promise<CommandOutcome> {
  const stop = new AbortController()
  const off = host.onSignal(() => stop.abort(new Error('stopped by you')))
  try {
    const done = await app.handshakeAgent(id, stop.signal)
    return { text: handshakeText(done), result: publicJson(done), ...(done.ok ? {} : { exit: 1 }) }
  } finally {
    off()
  }
}

/** For real, as `claw run --agent` does it, under the policy of a run; 10 when it does it well but the router would give it to somebody else. */
async function tryTask(context: CommandContext, app: App, agent_id: string, task: string): Promise<CommandOutcome> {
  requireUsableProvider(app.config)
  const routing = await app.whyAgent(task, { required_tools: [], limit: 10 })
  const outcome = await conductRun((prompter) => app.startRun({ task, agent_id, context: {}, plan_only: false, ...prompter }), context, {
    app,
  })
  const run_id = outcome.document?.run_id ?? null
  const events = run_id === null ? [] : await app.events(run_id)
  const tested = testedAgent({ agent_id, task, routing, events, document: outcome.document })
  const exit = tested.passed && !tested.routing.chosen ? 10 : outcome.exit
  return {
    text: agentTestText(tested),
    result: publicJson(tested),
    ...(exit === undefined ? {} : { exit }),
    ...(outcome.error === undefined ? {} : { error: outcome.error }),
  }
}
