import { type JsonObject, toJson } from '../kernel/json.ts'
import type { PolicyRule } from '../policy/policy-rule.ts'
import { PRESET_CASES, PRESETS, type PresetCase, type PresetName, STANDING_RULES } from '../policy/preset-rules.ts'
import type { PolicyRuleRow } from '../view/policy-rows.ts'

export const POLICY_ORDER = [
  'What the preset denies is denied.',
  'Else the strictest matching rule of the files and of claw itself decides: deny before ask before allow.',
  'Where none matches, the preset decides.',
  'An ask that a live grant answers is allowed (claw grants); a deny never is.',
] as const

/** Every rule in force and where it comes from. */
export function rulesInOrder(preset: PresetName, user: readonly PolicyRule[], workspace: readonly PolicyRule[]): PolicyRuleRow[] {
  return [
    ...user.map((rule) => fileRow(rule, 'user file', true)),
    ...workspace.map((rule) => fileRow(rule, 'workspace file', rule.decision !== 'allow')),
    ...Object.entries(STANDING_RULES).map(
      ([id, when]): PolicyRuleRow => ({ id, decision: 'ask', origin: 'standing', file: null, when, reason: '', counts: true }),
    ),
    ...presetRows(preset),
  ]
}

function fileRow(
  { id, decision, reason = '', origin, examples: _, ...when }: PolicyRule,
  of: PolicyRuleRow['origin'],
  counts: boolean,
): PolicyRuleRow {
  return { id, decision, origin: of, file: origin, when: toJson(when) as JsonObject, reason, counts }
}

function presetRows(preset: PresetName): PolicyRuleRow[] {
  return (Object.keys(PRESET_CASES) as PresetCase[]).map((what) => ({
    id: `${preset}.${what}`,
    origin: 'preset',
    file: null,
    when: PRESET_CASES[what],
    ...PRESETS[preset][what],
    counts: true,
  }))
}
