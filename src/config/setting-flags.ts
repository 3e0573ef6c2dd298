/** Flags that choose a setting for one command or one run, and the setting of each. */
export const SETTING_FLAGS = {
  'create-approval-mode': 'CLOSED_CLAW_CREATE_APPROVAL_MODE',
  'api-approval-mode': 'CLOSED_CLAW_API_APPROVAL_MODE',
  'llm-provider': 'CLOSED_CLAW_LLM_PROVIDER',
  'llm-model': 'CLOSED_CLAW_LLM_MODEL',
  'rules-first': 'CLOSED_CLAW_RULES_FIRST',
  'allow-path': 'CLOSED_CLAW_EXTRA_ALLOWED_PATHS',
  policy: 'CLOSED_CLAW_POLICY',
} as const
export type SettingFlag = keyof typeof SETTING_FLAGS
