import type { CreationAnswer, CreationRequest, CreationState } from '../../store/creation-store.ts'

export type { CreationAnswer, CreationRequest, CreationState } from '../../store/creation-store.ts'

/** Making a thing once, however often the request comes: for faces whose requests may be lost and sent again. */
export interface CreationFunctions {
  beginCreation(request: CreationRequest): Promise<CreationState>
  endCreation(key: string, answer: CreationAnswer | null): Promise<void>
}
