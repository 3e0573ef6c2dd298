import type { RunEvent } from '../../../../../src/protocol/events.ts'
import { plainText } from '../../../../../src/view/menu/span.ts'
import type { RunView } from '../../../../../src/view/run-view.ts'
import { logLine } from '../../../../../src/view/trace/log-line.ts'
import { Button } from '../../../kit/act/button.tsx'
import { copyText } from '../../../kit/act/copy-text.ts'
import { showToast } from '../../../kit/notice/show-toast.ts'

/** What is listed, as the lines of `claw runlog`, or as JSON lines: exactly the events. */
export function CopyLog({ events, view }: { readonly events: readonly RunEvent[]; readonly view: RunView }) {
  const copy = async (text: () => string): Promise<void> => {
    const done = await copyText(text())
    showToast({
      title: done ? `${events.length} events copied` : 'The browser does not let the dashboard copy.',
      tone: done ? 'good' : 'bad',
    })
  }
  return (
    <>
      <Button size="s" icon="copy" onClick={() => void copy(() => events.map((event) => plainText(logLine(event, view))).join('\n'))}>
        Copy log
      </Button>
      <Button size="s" icon="copy" onClick={() => void copy(() => events.map((event) => JSON.stringify(event)).join('\n'))}>
        Copy JSONL
      </Button>
    </>
  )
}
