import { useRef, useState } from 'react'
import type { ToolVerdict } from '../../../../src/view/policy-rows.ts'
import { exactJson } from '../../../../src/view/shown-text.ts'
import { Button } from '../../kit/act/button.tsx'
import { Dialog } from '../../kit/over/dialog.tsx'
import { KeyValues } from '../../kit/show/key-values.tsx'
import { ExactText } from '../approvals/exact-text.tsx'
import { SureButton } from '../approvals/sure-button.tsx'
import { useSeenSettled } from '../approvals/use-seen-settled.ts'
import { verdictPairs } from './verdict-view.tsx'

interface AllowDialogProps {
  /** What the policy asks about; undefined: nothing. */
  readonly verdict: ToolVerdict | undefined
  readonly onDeny: () => void
  readonly onAllow: (verdict: ToolVerdict) => void
}

/** Made from the canonical arguments: a yes holds for exactly these, once their end was in sight. */
export function AllowDialog({ verdict, ...props }: AllowDialogProps) {
  return verdict === undefined ? null : <Asking verdict={verdict} {...props} />
}

function Asking({ verdict, onDeny, onAllow }: AllowDialogProps & { readonly verdict: ToolVerdict }) {
  const [read, setRead] = useState(false)
  const footer = (
    <>
      <Button onClick={onDeny}>Cancel</Button>
      <Allow read={read} onSure={() => onAllow(verdict)} />
    </>
  )
  return (
    <Dialog open wide onClose={onDeny} title={`Call ${verdict.tool}?`} footer={footer}>
      <KeyValues
        pairs={[
          ...verdictPairs(verdict),
          ['Arguments', <ExactText key="args" label="arguments" text={exactJson(verdict.args)} onRead={() => setRead(true)} />],
        ]}
      />
    </Dialog>
  )
}

// By itself: it begins to be in sight when the dialog is there.
function Allow({ read, onSure }: { readonly read: boolean; readonly onSure: () => void }) {
  const place = useRef<HTMLSpanElement>(null)
  const settled = useSeenSettled(place)
  const unread = read ? undefined : 'Read all of it first: its end was not in sight yet.'
  const why = settled ? unread : 'A moment: it has only just come into sight.'
  return (
    <span ref={place}>
      <SureButton label="Allow once" variant="primary" disabledBecause={why} onSure={onSure} />
    </span>
  )
}
