import { RUN_LOOKS, SUBTASK_LOOKS } from '../../../../../src/view/run-look.ts'
import { Empty } from '../../../../../web/client/kit/notice/empty.tsx'
import { ErrorNotice } from '../../../../../web/client/kit/notice/error-notice.tsx'
import { Notice } from '../../../../../web/client/kit/notice/notice.tsx'
import { Skeleton } from '../../../../../web/client/kit/notice/skeleton.tsx'
import { Arrange } from '../../../../../web/client/kit/place/arrange.tsx'
import { Disclosure } from '../../../../../web/client/kit/place/disclosure.tsx'
import { Page } from '../../../../../web/client/kit/place/page.tsx'
import { Panel } from '../../../../../web/client/kit/place/panel.tsx'
import { Badge } from '../../../../../web/client/kit/show/badge.tsx'
import { Duration } from '../../../../../web/client/kit/show/duration.tsx'
import { Id } from '../../../../../web/client/kit/show/id.tsx'
import { KeyValues } from '../../../../../web/client/kit/show/key-values.tsx'
import { Money } from '../../../../../web/client/kit/show/money.tsx'
import { StatusChip } from '../../../../../web/client/kit/show/status-chip.tsx'
import { Time } from '../../../../../web/client/kit/show/time.tsx'
import { Tokens } from '../../../../../web/client/kit/show/tokens.tsx'
import { GIVEN_ERROR, HOSTILE } from '../samples.ts'

export function ShowScene() {
  return (
    <Page title="What is shown" beside={<StatusChip look={RUN_LOOKS.running} />} description="Values, states and notices.">
      <Panel title="States">
        <Arrange as="row">
          {Object.values(RUN_LOOKS).map((look) => (
            <StatusChip key={look.word} look={look} />
          ))}
          <StatusChip look={SUBTASK_LOOKS.skipped} />
          <Badge>plain</Badge>
          <Badge tone="strong" icon="bell">
            3
          </Badge>
        </Arrange>
      </Panel>
      <Arrange as="columns">
        <Panel title="A run" actions={<Badge tone="dim">model</Badge>}>
          <KeyValues
            pairs={[
              ['Run', <Id key="run" id="3d10a2b4c5e6" of="run" />],
              ['Started', <Time key="time" at={Date.now() - 125_000} />],
              ['Took', <Duration key="took" ms={83_400} />],
              ['So far', <Duration key="far" from={Date.now() - 5000} to={null} />],
              ['Tokens', <Tokens key="tokens" count={12_345} />],
              ['Cost', <Money key="cost" usd={0.0123} />],
              ['Unknown cost', <Money key="none" usd={null} />],
              ['Agent', HOSTILE.slice(0, 60)],
            ]}
          />
        </Panel>
        <Panel title="Loading">
          <Skeleton lines={5} />
        </Panel>
        <Panel title="Nothing">
          <Empty title="No runs yet" command='claw run "How many files are here?"'>
            A run is a task that agents carry out. Start one here or in a terminal.
          </Empty>
        </Panel>
      </Arrange>
      <Notice title="The dashboard stops with `claw web`; runs go on." />
      <Notice tone="good" title="The chain holds: 1 204 records." />
      <Notice tone="warn" title="The price of a model is not known, so the cost is a lower bound." />
      <ErrorNotice error={GIVEN_ERROR} title="The agent was not saved" onRetry={() => undefined} />
      <Panel title="Folded" flush>
        <Disclosure summary="More about it">What was folded away.</Disclosure>
      </Panel>
    </Page>
  )
}
