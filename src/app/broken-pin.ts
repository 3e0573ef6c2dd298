import type { PinState } from '../view/rows.ts'

/** Of what cannot be read. */
export const BROKEN_PIN: PinState = { state: 'broken', trust: null, digest: null, what: [] }
