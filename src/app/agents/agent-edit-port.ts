import type { AgentVersion } from '../../capsules/edit/agent-versions.ts'
import type { ListEdit, ManifestEdits } from '../../capsules/edit/edit-manifest.ts'
import type { LintFinding } from '../../capsules/lint/lint-finding.ts'
import type { HandshakeRow } from '../../view/agent-test-text.ts'
import type { AgentPermissions } from '../../view/permission-rows.ts'

export type { ListEdit, ManifestEdits }

/** What a person does with the agents that exist. */
export interface AgentCareFunctions
  extends AgentEditFunctions,
    TrashFunctions,
    LintFunctions,
    PromoteFunctions,
    PreviewFunctions,
    TryFunctions,
    PermissionFunctions {}

/** Changing agents: every save is validated, keeps the former texts as a version, and is an audit record. */
export interface AgentEditFunctions {
  /** Its files as they are, also of a broken agent. Throws NOT_FOUND. */
  agentTexts(agent_id: string): Promise<EditableAgent>
  /** Everything for which an agent with these texts would be refused. Throws NOT_FOUND. */
  checkAgentTexts(agent_id: string, texts: AgentTexts): Promise<readonly TextProblem[]>
  /** Throws NOT_FOUND, AGENT_INVALID, AGENT_CHANGED (the folder no longer holds `expected`), STATE_UNWRITABLE. */
  saveAgent(agent_id: string, edit: { readonly texts: AgentTexts; readonly expected: string }): Promise<SavedAgent>
  /** Without an editor. Throws USAGE besides. */
  editAgent(agent_id: string, edits: ManifestEdits & { readonly skill?: string }): Promise<SavedAgent>
  /** The texts of an earlier form. Throws NOT_FOUND. */
  versionTexts(agent_id: string, version: number): Promise<AgentTexts>
  /** Newest first. Throws NOT_FOUND. */
  agentVersions(agent_id: string): Promise<readonly AgentVersion[]>
  /** Puts an earlier form back, the last one when no number is given; the present one becomes a version. Throws NOT_FOUND, AGENT_INVALID, AGENT_CHANGED. */
  restoreVersion(agent_id: string, version?: number): Promise<SavedAgent & { readonly restored: number }>
}

export interface AgentTexts {
  readonly manifest: string
  readonly skill: string
}

export interface EditableAgent extends AgentTexts {
  readonly agent_id: string
  readonly folder: string
  readonly digest: string
  /** Files that could not be read; they stand here as empty. */
  readonly problems: readonly string[]
  /** Where a copy of a shipped agent would go, which then stands in for it; null for others. */
  readonly copy_to: string | null
}

export interface TextProblem {
  readonly file: 'manifest.json' | 'skill.md'
  /** From 1; null where no line is to blame. */
  readonly line: number | null
  /** Of the manifest: `limits.steps`; null where no field is to blame. */
  readonly field: string | null
  readonly message: string
}

export interface PreviewFunctions {
  /** What would come of saving these texts; nothing is written. Throws NOT_FOUND. */
  previewEdit(agent_id: string, texts: AgentTexts): Promise<EditPreview>
}

export interface EditPreview {
  /** Why it would not be saved. */
  readonly problems: readonly TextProblem[]
  /** What would serve it better, and characters that nobody sees. */
  readonly warnings: readonly LintFinding[]
  /** What it could do more than now, in words: saving says yes to it. */
  readonly widens: readonly string[]
}

export interface SavedAgent {
  readonly agent_id: string
  readonly folder: string
  /** False: the texts were the same, and nothing was written. */
  readonly changed: boolean
  readonly digest_before: string
  readonly digest_after: string
  /** What is different, in words. */
  readonly what: string
  /** The number under which the former texts are kept; null when nothing was written. */
  readonly version_kept: number | null
  /** The shipped folder that this agent stands in for from now on. */
  readonly copied_from: string | null
  /** What a person still has to accept: it had changed by other hands before this edit. Empty: nothing. */
  readonly still_asks: readonly string[]
  /** Not accepted as a whole before, so that its text still counts as untrusted. */
  readonly untrusted: boolean
}

export interface PermissionFunctions {
  /** What the policy lets such an agent do, and where it asks. Throws CONFIG_INVALID. */
  agentPermissions(who: PermissionsOf): Promise<AgentPermissions>
}

export interface PermissionsOf {
  /** Absent: one that is about to be made. */
  readonly agent_id?: string
  readonly tools: readonly string[]
  readonly requires_approval_for: readonly string[]
}

export interface TryFunctions {
  /** Whether its program speaks the protocol; whatever it asks for is refused. Throws NOT_FOUND, AGENT_INVALID, SANDBOX_MISSING. */
  handshakeAgent(agent_id: string, signal: AbortSignal): Promise<HandshakeRow>
}

export interface PromoteFunctions {
  /** Copies it to the project's `agents/`, where it can be committed. Throws NOT_FOUND, AGENT_INVALID, USAGE (it is there, or another one of its id is). */
  promoteAgent(agent_id: string, options: { readonly force: boolean; readonly withMemory: boolean }): Promise<PromotedAgent>
}

export interface PromotedAgent {
  readonly agent_id: string
  readonly folder: string
  readonly from: string
  /** The number under which the texts of the agent that it replaced are kept. */
  readonly version_kept: number | null
  /** A folder of the id that is found before the project's. */
  readonly hidden_by: string | null
}

/** Deleted agents wait in the trash until it is emptied, or for CLOSED_CLAW_TRASH_KEEP_DAYS. */
export interface TrashFunctions {
  /** Out of the way, with memory and metrics kept. Throws AGENT_SHIPPED, NOT_FOUND. */
  deleteAgent(agent_id: string): Promise<DeletedAgent>
  /** The one deleted last under this id, as it was. Throws NOT_FOUND, USAGE (the id is taken again). */
  restoreAgent(agent_id: string): Promise<{ readonly agent_id: string; readonly folder: string }>
  /** Newest first. */
  listTrash(): Promise<readonly TrashedAgent[]>
  /** For good. Gives what is gone. */
  emptyTrash(): Promise<readonly TrashedAgent[]>
}

export interface DeletedAgent {
  readonly agent_id: string
  readonly folder: string
  readonly trash: string
  readonly kept_days: number
}

export interface TrashedAgent {
  readonly agent_id: string
  /** Milliseconds since 1970. */
  readonly deleted_at: number
  readonly name: string
  readonly folder: string
}

export interface LintFunctions {
  /** Throws NOT_FOUND. */
  lintAgent(agent_id: string): Promise<LintedAgent>
  /** A folder that need not be among the agents. Throws NOT_FOUND. */
  lintFolder(path: string): Promise<LintedAgent>
  lintAll(): Promise<readonly LintedAgent[]>
}

export interface LintedAgent {
  readonly agent_id: string
  readonly folder: string
  readonly findings: readonly LintFinding[]
}
