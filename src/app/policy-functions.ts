import { existsSync } from 'node:fs'
import type { Config } from '../config/config.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { type JsonObject, toJson } from '../kernel/json.ts'
import { checkExamples, type ExampleWorld } from '../policy/check-examples.ts'
import { decideCall } from '../policy/decide-call.ts'
import { exampleCall } from '../policy/example-call.ts'
import { loadPolicy, readPolicyFile } from '../policy/load-policy.ts'
import { globProblem } from '../policy/match-path.ts'
import { matchesRule } from '../policy/matches-rule.ts'
import { type PolicyExample, type PolicyRule, type PolicyRuleText, policyFileSchema } from '../policy/policy-rule.ts'
import { sampleExamples } from '../policy/sample-examples.ts'
import { changePolicyFile } from '../policy/write-policy-file.ts'
import { describeIssues } from '../protocol/describe-issues.ts'
import type { PolicyFileRow, PolicyRow, RuleChange } from '../view/policy-rows.ts'
import type { App } from './app-port.ts'
import { localActor } from './create-run.ts'
import type { Services } from './open-services.ts'
import { policyOf } from './open-tools.ts'
import { policyPaths } from './policy-place.ts'
import { POLICY_ORDER, rulesInOrder } from './policy-rules-in-order.ts'
import { readCommand } from './read-command.ts'

type PolicyFunctions = Pick<App, 'showPolicy' | 'addRule' | 'removeRule'>

export function policyFunctions(services: Services): PolicyFunctions {
  const { config } = services
  return {
    showPolicy: () => showPolicy(config),
    addRule: (rule, place) => addRule(services, rule, place),
    removeRule: async (id) => removeRule(services, id),
  }
}

/** Both files are read whole, and every example of every rule is tried: what is shown is what holds. */
async function showPolicy(config: Config): Promise<PolicyRow> {
  const paths = policyPaths(config)
  const user = readPolicyFile(paths.user)
  const workspace = readPolicyFile(paths.workspace)
  await checkExamples([...user, ...workspace], worldOf(config))
  return {
    preset: config.policyPreset,
    order: POLICY_ORDER,
    files: [fileRow('user file', paths.user, user), fileRow('workspace file', paths.workspace, workspace)],
    rules: rulesInOrder(config.policyPreset, user, workspace),
  }
}

function fileRow(origin: PolicyFileRow['origin'], path: string, rules: readonly PolicyRule[]): PolicyFileRow {
  const examples = rules.flatMap((rule) => [...(rule.examples?.match ?? []), ...(rule.examples?.not_match ?? [])]).length
  return { origin, path, exists: existsSync(path), rules: rules.length, examples }
}

async function addRule(services: Services, wanted: JsonObject, place: 'user' | 'workspace'): Promise<RuleChange> {
  const { config } = services
  const paths = policyPaths(config)
  const rule = checkedRule(wanted)
  if (place === 'workspace' && rule.decision === 'allow')
    throw new ClawError('USAGE', 'The policy file of a workspace may only narrow: it holds no allow rules.', {
      fix: 'Leave --workspace out: the rule then holds in every workspace of yours.',
    })
  await checkExamples([{ ...rule, origin: 'the new rule' }], worldOf(config)).catch((error: unknown) => {
    throw new ClawError(
      'USAGE',
      error instanceof Error
        ? error.message.replace(/^The policy file the new rule is broken: /, 'The rule is not saved: ')
        : String(error),
      {
        fix: 'Change the pattern or the example.',
      },
    )
  })
  // A broken file of either place is an error now, not at the next run.
  const inForce = loadPolicy(paths)
  await checkExamples(inForce, worldOf(config))
  const known = inForce.map((one) => one.id)
  changePolicyFile(paths[place], (rules) => [...rules, { ...rule, id: freshId(rule.id, [...known, ...rules.map((one) => one.id)]) }])
  const saved = readPolicyFile(paths[place]).at(-1)
  if (saved === undefined) throw new ClawError('INTERNAL', `The rule did not reach ${paths[place]}.`)
  record(services, 'policy.rule_added', saved)
  return changeOf(config, saved)
}

function freshId(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted
  const free = Array.from({ length: taken.length + 2 }, (_, n) => `${wanted}-${n + 2}`).find((id) => !taken.includes(id))
  return free ?? wanted
}

function checkedRule(wanted: JsonObject): PolicyRuleText {
  const parsed = policyFileSchema.safeParse({ version: 1, rules: [wanted] })
  const [rule] = parsed.data?.rules ?? []
  const glob = rule?.paths?.find((one) => globProblem(one) !== undefined)
  if (glob !== undefined)
    throw new ClawError('USAGE', `That is no rule: path ${JSON.stringify(glob)}: ${globProblem(glob)}.`, { fix: 'claw policy --help' })
  if (rule !== undefined) return rule
  const issues = (parsed.error?.issues ?? []).map((issue) => ({ ...issue, path: issue.path.slice(2) }))
  throw new ClawError('USAGE', `That is no rule: ${describeIssues(issues, 'rule')}.`, { fix: 'claw policy --help' })
}

function removeRule(services: Services, id: string): RuleChange {
  const paths = policyPaths(services.config)
  const holders = [paths.user, paths.workspace].filter((path) => readPolicyFile(path).some((rule) => rule.id === id))
  const [path] = holders
  if (path === undefined) throw new ClawError('NOT_FOUND', `No policy file has a rule '${id}'.`, { fix: 'claw policy show' })
  if (holders.length > 1)
    throw new ClawError('ID_AMBIGUOUS', `Both policy files have a rule '${id}'.`, { fix: `Take it out by hand: ${holders.join(', ')}` })
  const gone = readPolicyFile(path).find((rule) => rule.id === id)
  changePolicyFile(path, (rules) => rules.filter((rule) => rule.id !== id))
  if (gone) record(services, 'policy.rule_removed', gone)
  return { rule: gone ? textOf(gone) : { id }, file: path, tried: [] }
}

/** What the whole policy says by now about the examples of a rule, and about some made from its patterns. */
async function changeOf(config: Config, rule: PolicyRule): Promise<RuleChange> {
  const policy = policyOf(config)
  const given: PolicyExample[] = [...(rule.examples?.match ?? []), ...(rule.examples?.not_match ?? [])]
  const tried: RuleChange['tried'][number][] = []
  for (const example of [...given, ...sampleExamples(rule)]) {
    const call = await exampleCall(example, worldOf(config))
    const { decision, rule: by } = decideCall(call, policy)
    tried.push({ example: toJson(example) as JsonObject, matches: matchesRule(rule, call), decision, rule: by })
  }
  return { rule: textOf(rule), file: rule.origin, tried }
}

function textOf({ origin: _, ...rule }: PolicyRule): JsonObject {
  return toJson(rule) as JsonObject
}

function record({ store }: Services, action: string, rule: PolicyRule): void {
  store.audit.append({
    actor: localActor(),
    action,
    target: rule.id,
    decision: rule.decision,
    detail: { rule: textOf(rule), file: rule.origin },
  })
}

function worldOf(config: Config): ExampleWorld {
  return { workspace: config.workspace, readCommand }
}
