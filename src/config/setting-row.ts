import type { SettingKind } from './setting-kinds.ts'

/**
 * Whether the `.env` of a workspace may set it (RELIABILITY 26): a cloned repository may be hostile. `inside`: only when the path stays inside
 * of the workspace. `with-key`: only when the key in use comes from the same file.
 */
export type WorkspaceRule = 'yes' | 'no' | 'inside' | 'with-key'

export type SettingRow = readonly [
  name: string,
  type: SettingKind,
  fallback: string,
  workspaceEnv: WorkspaceRule,
  description: string,
  idle?: string,
]

export function count(min: number, max: number): SettingKind {
  return { kind: 'number', min, max, integer: true }
}

export function number(min: number, max: number): SettingKind {
  return { kind: 'number', min, max, integer: false }
}
