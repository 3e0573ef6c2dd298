import { SETTINGS } from '../../../src/config/settings.ts'

/** What `claw run` goes by unless somebody sets another. */
export const DEFAULT_THRESHOLD = Number(SETTINGS.find(({ name }) => name === 'CLOSED_CLAW_LOW_CONFIDENCE_THRESHOLD')?.default)
