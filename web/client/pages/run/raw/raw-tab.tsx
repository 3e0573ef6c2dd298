import { toJson } from '../../../../../src/kernel/json.ts'
import { runDocument } from '../../../../../src/view/run-document.ts'
import { Panel } from '../../../kit/place/panel.tsx'
import { CommandLine } from '../../../kit/show/command-line.tsx'
import { CopyLog } from '../events/copy-log.tsx'
import { Exact } from '../exact.tsx'
import type { RunOfPage } from '../known-run.ts'
import { runLinks } from '../run-api.ts'

/** The run as programs see it. */
export function RawTab({ run }: { readonly run: RunOfPage }) {
  const { run_id, row, view, events } = run
  return (
    <>
      <Panel title="In a terminal">
        <CommandLine command={`claw watch ${run_id}`} />
        <CommandLine command={`claw runlog ${run_id}`} />
        <CommandLine command={`claw export ${run_id}`} />
        <p>
          <a href={runLinks.export(run_id)} download>
            Download the bundle
          </a>{' '}
          with its document, events, journal and artifacts.
        </p>
      </Panel>
      <Panel title="Document" actions={<CopyLog events={events} view={view} />}>
        <p>What `claw run --json` prints.</p>
        <Exact label="document" text={JSON.stringify(runDocument(view), null, 2)} />
      </Panel>
      <Panel title="Row">
        <p>As the registry has it.</p>
        <Exact label="row" text={JSON.stringify(toJson(row), null, 2)} />
      </Panel>
    </>
  )
}
