import type { SystemRow } from '../../../../src/view/system-rows.ts'
import { ButtonLink } from '../../kit/act/link.tsx'
import { isCommand } from '../../kit/notice/problem-of.ts'
import { Panel } from '../../kit/place/panel.tsx'
import { Badge } from '../../kit/show/badge.tsx'
import { CommandLine } from '../../kit/show/command-line.tsx'
import { Duration } from '../../kit/show/duration.tsx'
import { KeyValues } from '../../kit/show/key-values.tsx'
import { Said } from '../../kit/show/said.tsx'

/** Versions, the engine, the sandbox, the embedder. */
export function AboutPanel({ system }: { readonly system: SystemRow }) {
  const { version, node, platform, workspace, engine, sandbox, embedder, started_at, queue } = system
  return (
    <Panel
      title="claw"
      actions={
        <ButtonLink to="/settings" size="s">
          Settings
        </ButtonLink>
      }
    >
      <KeyValues
        pairs={[
          ['Version', version],
          ['Node', node],
          ['Machine', platform],
          ['Workspace', <Said key="workspace" text={workspace} />],
          ['Dashboard up', <Duration key="up" from={started_at} to={null} />],
          ['Engine', <Said key="engine" text={`${engine.provider}${engine.model === null ? '' : ` ${engine.model}`}: ${engine.reason}`} />],
          [
            'Sandbox',
            <>
              <Badge tone={sandbox.holds ? 'good' : 'warn'}>{sandbox.holds ? `${sandbox.driver} holds` : 'none holds'}</Badge>{' '}
              <Said text={sandbox.detail} />
              {sandbox.fix !== '' && (isCommand(sandbox.fix) ? <CommandLine command={sandbox.fix} /> : <p>{sandbox.fix}</p>)}
            </>,
          ],
          [
            'Embedder',
            `${embedder.model}, ${embedder.dim} dimensions, searched by ${embedder.search === 'plain' ? 'plain code' : embedder.search}`,
          ],
          ['Capsule queue', `${queue.running} at work, ${queue.waiting} waiting`],
        ]}
      />
    </Panel>
  )
}
