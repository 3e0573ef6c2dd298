import type { ToolVerdict } from '../../../../src/view/policy-rows.ts'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'
import { KeyValues } from '../../kit/show/key-values.tsx'
import { JsonView } from '../../kit/text/json-view.tsx'
import { verdictPairs } from './verdict-view.tsx'

interface AllowDialogProps {
  /** What the policy asks about; undefined: nothing. */
  readonly verdict: ToolVerdict | undefined
  readonly onDeny: () => void
  readonly onAllow: (verdict: ToolVerdict) => Promise<unknown>
}

/** Made from the canonical arguments: a yes holds for exactly these. */
export function AllowDialog({ verdict, onDeny, onAllow }: AllowDialogProps) {
  if (verdict === undefined) return null
  return (
    <ConfirmDialog open onClose={onDeny} title={`Call ${verdict.tool}?`} action="Allow once" onConfirm={() => onAllow(verdict)}>
      <KeyValues pairs={verdictPairs(verdict)} />
      <JsonView label="Arguments" value={verdict.args} height="40dvh" />
    </ConfirmDialog>
  )
}
