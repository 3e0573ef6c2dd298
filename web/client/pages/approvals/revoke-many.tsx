import { useState } from 'react'
import { plural } from '../../../../src/view/format.ts'
import { allowsText } from '../../../../src/view/grant-row-text.ts'
import type { GrantRow } from '../../../../src/view/rows.ts'
import { queryClient } from '../../api/query-client.ts'
import { keys } from '../../api/query-keys.ts'
import { Button } from '../../kit/act/button.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'
import { approvalsApi } from './approvals-api.ts'

/** Takes all grants back that are marked. */
export function RevokeMany({ grants, onDone }: { readonly grants: readonly GrantRow[]; readonly onDone: () => void }) {
  const [asking, setAsking] = useState(false)
  const revoke = async () => {
    const gone = await approvalsApi.revokeMany(grants.map(({ grant_id }) => grant_id))
    showToast({ title: `${plural(gone.grants.length, 'grant')} taken back: the next such calls ask again.`, tone: 'good' })
    await queryClient.invalidateQueries({ queryKey: keys.grants })
    onDone()
  }
  return (
    <>
      <Button size="s" variant="danger" onClick={() => setAsking(true)}>
        Revoke {grants.length}
      </Button>
      <ConfirmDialog
        open={asking}
        danger
        onClose={() => setAsking(false)}
        title={`Take ${plural(grants.length, 'grant')} back?`}
        action="Revoke them"
        onConfirm={revoke}
      >
        <p>Such calls are asked about again, in every workspace, also by runs that are under way. It cannot be undone.</p>
        <ul>
          {grants.map((grant) => (
            <li key={grant.grant_id}>{allowsText(grant)}</li>
          ))}
        </ul>
      </ConfirmDialog>
    </>
  )
}
