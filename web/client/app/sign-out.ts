import { ask, errorText } from '../api/ask.ts'
import { client } from '../api/client.ts'
import { signedOut } from '../api/signed-out.ts'
import { showToast } from '../kit/notice/show-toast.ts'

/** Ends the session of this browser, in all its tabs. */
export async function signOut(): Promise<void> {
  try {
    await ask(client['sign-out'].$post({ json: {} }))
    signedOut.set(true)
  } catch (error) {
    showToast({ tone: 'bad', title: 'Still signed in', description: errorText(error) })
  }
}
