import { Page } from '../../../../../web/client/kit/place/page.tsx'
import { Panel } from '../../../../../web/client/kit/place/panel.tsx'
import { DiffView } from '../../../../../web/client/kit/text/diff-view.tsx'
import { JsonView } from '../../../../../web/client/kit/text/json-view.tsx'
import { TextView } from '../../../../../web/client/kit/text/text-view.tsx'
import { AFTER, BEFORE, HOSTILE, SAMPLE_JSON } from '../samples.ts'

export function TextScene() {
  return (
    <Page title="Text">
      <Panel title="Text">
        <TextView label="Result" text={`${HOSTILE}\n\n  indented\n${'A long line. '.repeat(40)}`} numbered />
      </Panel>
      <Panel title="JSON">
        <JsonView label="Arguments" value={SAMPLE_JSON} />
      </Panel>
      <Panel title="Difference">
        <DiffView label="Version 3 against version 2" before={BEFORE} after={AFTER} />
      </Panel>
    </Page>
  )
}

const MEGABYTE = `${`${HOSTILE} line of many\n`.repeat(8000)}${'x'.repeat(400_000)}`
const MANY = Object.fromEntries(Array.from({ length: 30_000 }, (_, n) => [`key ${n}`, { n, list: [n, String(n)] }]))

export function HugeScene() {
  return (
    <Page title="Huge">
      <TextView label="Megabyte" text={MEGABYTE} />
      <JsonView label="Many" value={MANY} />
      <DiffView label="Too much" before={'a\n'.repeat(5000)} after={'b\n'.repeat(5000)} />
    </Page>
  )
}
