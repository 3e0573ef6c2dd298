import type { AgentFolder, Skill } from '../capsules/agent-folder.ts'
import type { AgentProfile } from '../capsules/agent-profile.ts'
import type { MemoryDraft, MemoryWritten } from '../capsules/memory/agent-memory.ts'
import type { Pin, Pinnable } from '../capsules/pins/pin.ts'
import type { CapsuleLaunch, RunCapsule } from '../capsules/run-capsule.ts'
import type { ApprovalMode } from '../config/config.ts'
import type { Clock } from '../kernel/clock.ts'
import type { JsonObject } from '../kernel/json.ts'
import type { Redactor } from '../kernel/redact.ts'
import type { ChatModel, ModelReply, ModelRequest } from '../models/chat-model.ts'
import type { ModelVerdict } from '../planning/model/judge-criteria.ts'
import type { JudgeInput } from '../planning/model/judge-result.ts'
import type { Synthesis, SynthesisInput } from '../planning/model/synthesize.ts'
import type { Planner } from '../planning/planner.ts'
import type { AnnouncedApiCall } from '../policy/announced-policy-call.ts'
import type { PolicyDecision } from '../policy/decide-call.ts'
import type { ApprovalScope } from '../protocol/approval.ts'
import type { Manifest } from '../protocol/manifest.ts'
import type { MemoryItem, Provenance } from '../protocol/messages.ts'
import type { Plan } from '../protocol/plan.ts'
import type { WaitingReason } from '../protocol/run.ts'
import type { Purpose, SamePurpose } from '../routing/find-same-purpose.ts'
import type { RouteDecision, RouteRequest } from '../routing/route-decision.ts'
import type { ApprovalRecord } from '../store/records.ts'
import type { ApprovalAnswer, Store } from '../store/store.ts'
import type { Executor } from '../tools/executor.ts'

/** What the coordinator needs from the rest of claw. It knows no adapter: `src/app` passes them in. */
export interface CoordinatorPorts {
  readonly store: Store
  readonly clock: Clock
  readonly redactor: Redactor
  readonly executor: Executor
  readonly runCapsule: RunCapsule
  /** Whether an OS sandbox holds on this machine. */
  readonly sandboxHolds: boolean
  /** Commands of agents reach no network. */
  readonly contained: boolean
  readonly sandboxName: string
  readonly agents: AgentsPort
  readonly router: RouterPort
  readonly planners: { readonly rules: RulesPlanning; readonly model: ModelPlanning | null }
  readonly model: ChatModel | null
  /** The model that an agent names in its manifest. Throws MODEL_KEY_MISSING. */
  readonly agentModel: (agent_id: string, wanted: NonNullable<Manifest['model']>) => Promise<ChatModel>
  readonly memory: MemoryPort
  readonly pins: PinsPort
  readonly forms: FormsPort
  /** null: switched off. */
  readonly evolution: { readonly mutationRate: number } | null
  readonly caps: Caps
  readonly workspace: string
  readonly embedderName: string
  /** Asks the person at the terminal and rejects when the signal aborts; `inbox`: the answer is waited for, and comes from another process; null: nobody is there. */
  readonly prompt: PromptPort | 'inbox' | null
  /** Keeps what nobody expected, and says where; undefined when that cannot be done. Must not throw. */
  readonly keepFault: (error: unknown) => string | undefined
  readonly approvals: {
    /** Decides a request and saves the grant that it makes. The first answer wins. */
    readonly decide: (approval_id: string, answer: ApprovalAnswer) => ApprovalRecord | undefined
    /** How long `window` lasts. */
    readonly windowMs: number
    readonly create: ApprovalMode
    readonly api: ApprovalMode
    readonly timeoutMs: number
    readonly isPaid: (call: { host: string | null; provider: string }) => boolean
    /** What the policy says about a call that an agent announces. */
    readonly judgeAnnounced: (announced: AnnouncedApiCall) => PolicyDecision
  }
}

export interface Caps {
  readonly maxSubtasksPerPhase: number
  /** Plans in place of one whose work failed for good. */
  readonly maxReplans: number
  readonly maxAgentsPerRun: number
  readonly maxAttempts: number
  readonly maxToolCalls: number
  readonly agentTimeoutMs: number
  readonly agentRetries: number
  readonly steps: number
  readonly lowConfidence: number
}

export interface AgentsPort {
  list(): readonly AgentFolder[]
  get(agent_id: string): AgentFolder | undefined
  skills(): readonly Skill[]
  launch(agent: AgentFolder): CapsuleLaunch
  /** `provenance` marks what is remembered. */
  systemPrompt(agent: AgentFolder, memories: readonly MemoryItem[], provenance: Provenance): string
  /** A profile without a model, from the skill catalog; undefined when no skill fits the task. */
  proposeFromCatalog(wanted: WantedAgent): Promise<AgentProfile | undefined>
  /** One model call, and one more with what is wrong. Throws MODEL_BAD_RESPONSE when the profile does not validate then either. */
  proposeWithModel(wanted: WantedAgent, call: JournaledModelCall): Promise<AgentProfile>
  /** Nobody else makes or rewrites an agent here meanwhile; the folders are read anew first. Not to be nested. */
  exclusively<T>(act: () => Promise<T>): Promise<T>
  /** The agent that this run made of this profile, before it was killed. */
  madeBefore(profile: AgentProfile, run_id: string): AgentFolder | undefined
  /** Writes the folder atomically and registers it; one that this run made before is taken as it is. Inside `exclusively`. */
  create(profile: AgentProfile, origin: { created_by: string; run_id: string }): Promise<AgentFolder>
  /** One more example for an agent, and where it is kept. Inside `exclusively`. */
  learnExample(agent_id: string, example: string): Promise<'manifest' | 'registry' | 'known'>
}

export interface WantedAgent {
  readonly task: string
  readonly required_tools: readonly string[]
  readonly run_id: string
}

/** Agents and skills are pinned by digest when they are first seen: what changed since is said, what gained power is asked for. */
export interface PinsPort {
  /** What is new or changed and needs no answer; a skill that asks is among them, as it is left out. */
  news(): Promise<readonly PinNews[]>
  /** They have been told: from now on they are known. */
  noted(news: readonly PinNews[]): void
  /** What a person has to accept before this agent may run: itself, and the skills that it names. */
  pending(agent: AgentFolder): Promise<readonly PinChange[]>
  accept(thing: Pinnable): void
  /** Which of the texts that this agent is told comes neither from claw nor was accepted by the person; null when all do. */
  untrustedText(agent: AgentFolder): string | null
}

/** What the files of agents say now, against what they said when a run last began. */
export interface FormsPort {
  changes(): readonly FormChange[]
  /** They have been told. */
  noted(): void
}

export interface FormChange {
  readonly agent_id: string
  readonly what: string
  readonly digest_before: string | null
  /** null: it cannot be read. */
  readonly digest_after: string | null
}

export interface PinNews {
  readonly kind: Pinnable['kind']
  readonly id: string
  readonly state: 'new' | 'applies' | 'asks'
  readonly what: string
  readonly thing: Pinnable
}

export interface PinChange {
  readonly thing: Pinnable
  readonly pinned: Pin | null
  readonly what: readonly string[]
}

export interface RouterPort {
  /** Waits until every agent has its vectors. */
  route(request: RouteRequest): Promise<RouteDecision>
  /** What it would wait for; null: nothing. */
  embedding(): { readonly model: string; readonly done: number; readonly total: number } | null
  /** The agent that does already what this profile is for. */
  samePurpose(purpose: Purpose): Promise<SamePurpose | undefined>
  /** A task that an agent did well becomes one of its vectors. */
  learn(agent_id: string, task: string): Promise<void>
}

export interface RulesPlanning extends Planner {
  /** Whether nothing that the plan does can change anything. */
  readsOnly(plan: Plan): boolean
  /** The plan of the organise options, without matching words. */
  organize(wanted: { path: string; dryRun: boolean; recursive: boolean }): Plan
  /** Joins several results without a model: each under its title, verbatim. */
  join(results: SynthesisInput['results'], failures: SynthesisInput['failures']): string
}

/** A planner whose model calls go through the journal: `call` is given by the coordinator for each run. */
export interface ModelPlanning {
  planner(call: JournaledModelCall): Planner
  isSimple(task: string): boolean
  /** Verdicts about a result that no other call would judge. */
  judge(input: JudgeInput, call: JournaledModelCall, signal: AbortSignal): Promise<ModelVerdict[]>
  synthesize(input: SynthesisInput, call: JournaledModelCall, signal: AbortSignal): Promise<Synthesis>
}

export type JournaledModelCall = (purpose: string, request: ModelRequest) => Promise<ModelReply>

/** What agents remember. Throws the store's errors: a memory that cannot be used is left out, and the run goes on. */
export interface MemoryPort {
  /** Nothing when nothing is related; within the budget for prompts. Nothing is counted as used by it. */
  recall(agent_id: string, query: string, limit: number): Promise<MemoryItem[]>
  touch(agent_id: string, memory_ids: readonly string[]): Promise<void>
  write(agent_id: string, draft: MemoryDraft): Promise<MemoryWritten>
}

export interface PromptRequest {
  readonly kind: 'approval' | 'question'
  readonly approval: ApprovalRecord
}

export type PromptAnswer =
  | { readonly kind: 'approved'; readonly scope: ApprovalScope }
  | { readonly kind: 'denied'; readonly note: string }
  | { readonly kind: 'answered'; readonly text: string }

export type PromptPort = (request: PromptRequest, signal: AbortSignal) => Promise<PromptAnswer>

/** Options of one run, stored with it so that a resume goes on with the same. */
export interface RunOptions extends JsonObject {
  agent_id: string | null
  context: JsonObject
  plan_only: boolean
  /** Each plan is asked for before it is carried out. */
  approve_plan: boolean
  max_tokens: number | null
  /** US dollars. */
  max_cost_usd: number | null
  timeout_ms: number | null
  rules_first: 'off' | 'read-only' | 'all'
  /** The organise options; null otherwise. */
  organize: { path: string; dryRun: boolean; recursive: boolean } | null
  /** Settings that were chosen for this run alone, as flags; absent: none. */
  flags?: string[]
  /** Tools that agents may use in this run at most; absent: what each may. */
  tools?: string[]
  /** Of every model call of the run; absent: as agents and claw choose it. */
  temperature?: number
  /** Absent: it is no fork. */
  fork?: ForkOptions
}

/** What a run that goes on from a step of another one changes; null: as it is set. */
export interface ForkOptions extends JsonObject {
  parent: string
  /** Earlier runs of its session are those until then: milliseconds. */
  as_of: number
  provider: string | null
  model: string | null
  temperature: number | null
  policy: string | null
  /** The text that stands in the place of an agent's skill.md, by its id. */
  skills: Record<string, string>
}

export type InDoubtVerdict = 'done' | 'retry' | 'abandon'

/** Thrown through a capsule to stop it without ending its attempt: the journal goes on from there. */
export interface Suspension {
  readonly reason: WaitingReason
  readonly ids: readonly string[]
}
