import { createStore } from '../app/create-store.ts'

/** Whether the server has said that this browser is not signed in (any more). */
export const signedOut = createStore(false)
