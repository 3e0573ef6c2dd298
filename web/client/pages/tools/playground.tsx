import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { isJsonObject, type Json, type JsonObject, tryParseJson } from '../../../../src/kernel/json.ts'
import type { ToolRow } from '../../../../src/view/rows.ts'
import { schemaNode } from '../../../../src/view/schema-form/schema-node.ts'
import { schemaProblems } from '../../../../src/view/schema-form/schema-problems.ts'
import { Button } from '../../kit/act/button.tsx'
import { Menu } from '../../kit/act/menu.tsx'
import { Combobox } from '../../kit/form/combobox.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import type { FieldProblem } from '../../kit/notice/problem-of.ts'
import { Arrange } from '../../kit/place/arrange.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { SchemaForm } from '../../kit/schema/schema-form.tsx'
import { AllowDialog } from './allow-dialog.tsx'
import { CallOutcome } from './call-outcome.tsx'
import styles from './playground.module.css'
import { useCallers } from './use-callers.ts'
import { useToolCall } from './use-tool-call.ts'
import { VerdictView } from './verdict-view.tsx'

const here = getRouteApi('/tools/$name')

interface PlaygroundProps {
  readonly tool: ToolRow
  /** Empty: a person. */
  readonly agent: string
  /** Arguments as JSON, from the address. */
  readonly written: string
}

/** Arguments by the tool's own schema, the decision before anything is done, then the real call. */
export function Playground({ tool, agent, written }: PlaygroundProps) {
  const navigate = here.useNavigate()
  const callers = useCallers()
  const [args, setArgs] = useState<Json | undefined>(() => startingArguments(tool, written))
  const [problems, setProblems] = useState<readonly FieldProblem[]>(() => schemaProblems(schemaNode(tool.input_schema), args))
  const [tried, setTried] = useState(false)
  const { judge, call, asked, refuse, end } = useToolCall({ tool: tool.name, agent })
  const ready = isJsonObject(args) && problems.length === 0
  const attempt = (act: (args: JsonObject) => void) => {
    setTried(true)
    if (ready) act(args)
  }
  const examples = tool.examples.map((example) => ({
    label: JSON.stringify(example).slice(0, 80),
    onSelect: () => void navigate({ search: (old) => ({ ...old, args: JSON.stringify(example) }), replace: true }),
  }))
  return (
    <div className={styles.sides}>
      <Panel title="Arguments" actions={examples.length > 0 && <Menu trigger={<Button size="s">Examples</Button>} groups={[examples]} />}>
        <Arrange as="stack">
          <Combobox
            label="Called as"
            hint="Empty: as yourself."
            value={agent}
            options={callers}
            onChange={(value) => void navigate({ search: (old) => ({ ...old, agent: value }), replace: true })}
          />
          <SchemaForm
            schema={tool.input_schema}
            label={`Arguments of ${tool.name}`}
            value={args}
            tried={tried}
            onChange={(value, found) => {
              setArgs(value)
              setProblems(found)
            }}
          />
          <Arrange as="row">
            <Button icon="eye" busy={judge.isPending} onClick={() => attempt(judge.mutate)}>
              What would happen
            </Button>
            <Button variant="primary" icon="play" busy={call.isPending} onClick={() => attempt((value) => call.mutate({ args: value }))}>
              Call
            </Button>
            {call.isPending && (
              <Button icon="stop" variant="danger" onClick={end}>
                End the call
              </Button>
            )}
          </Arrange>
          {judge.error !== null && <ErrorNotice error={judge.error} title="It was not judged" />}
          {call.error !== null && <CallError error={call.error} />}
        </Arrange>
      </Panel>
      <div className={styles.side} aria-live="polite">
        {call.data !== undefined && asked === undefined && <CallOutcome outcome={call.data} />}
        {call.data === undefined && judge.data !== undefined && <VerdictView verdict={judge.data} />}
        {call.data === undefined && judge.data === undefined && (
          <Panel>
            <Empty title="Nothing was tried yet">
              What would happen asks the policy and does nothing. Call does it, by the real executor; it is kept in the audit log.
            </Empty>
          </Panel>
        )}
      </div>
      <AllowDialog
        verdict={asked}
        onDeny={refuse}
        onAllow={(verdict) => call.mutate({ args: args as JsonObject, allow: verdict.args_hash })}
      />
    </div>
  )
}

function CallError({ error }: { readonly error: unknown }) {
  if (!(error instanceof DOMException && error.name === 'AbortError')) return <ErrorNotice error={error} title="It was not called" />
  return (
    <Notice tone="warn" title="You ended the call" announced>
      <p>What it had done by then stays done.</p>
    </Notice>
  )
}

function startingArguments({ examples }: ToolRow, written: string): Json | undefined {
  const parsed = written === '' ? undefined : tryParseJson(written)
  if (parsed?.ok === true && isJsonObject(parsed.value)) return parsed.value
  return examples[0] ?? {}
}
