import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { signedOut } from '../../api/signed-out.ts'
import { Button } from '../../kit/act/button.tsx'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { CommandLine } from '../../kit/show/command-line.tsx'

/** The session of this browser. */
export function SessionPanel() {
  const [asks, setAsks] = useState(false)
  const signOut = async () => {
    await ask(client['sign-out'].$post({ json: {} }))
    signedOut.set(true)
  }
  return (
    <Panel
      title="This browser"
      actions={
        <Button size="s" onClick={() => setAsks(true)}>
          Sign out
        </Button>
      }
    >
      <p>It is signed in until claw web ends, or nobody looks for a day. Another browser is signed in by the address that claw prints:</p>
      <CommandLine command="claw web" />
      <ConfirmDialog open={asks} onClose={() => setAsks(false)} title="Sign this browser out?" action="Sign out" onConfirm={signOut}>
        <p>All its tabs are signed out. Runs go on. To come back, open the address that claw web prints.</p>
      </ConfirmDialog>
    </Panel>
  )
}
