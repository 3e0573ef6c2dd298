import { keys } from '../../api/query-keys.ts'

/** Under which the policy is kept. */
export const policyKey = [...keys.settings, 'policy'] as const
