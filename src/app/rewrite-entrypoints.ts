import { copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isoTime, systemClock } from '../kernel/clock.ts'
import { isJsonObject, type JsonObject, tryParseJson } from '../kernel/json.ts'
import { CORE_TOOLS, type Manifest, manifestSchema } from '../protocol/manifest.ts'
import type { App, EntrypointChange } from './app-port.ts'
import { localActor } from './create-run.ts'
import type { Services } from './open-services.ts'

/** Manifests of older capsules (other fields, an entrypoint of their own that no longer exists) become manifests of today; the old file is kept beside. */
export async function rewriteEntrypoints(services: Services, { apply }: { apply: boolean }): ReturnType<App['rewriteEntrypoints']> {
  const changes: EntrypointChange[] = []
  // A menu or a dashboard has been open for long: folders have changed since.
  await services.catalog.refresh()
  for (const broken of services.catalog.scanned().broken) {
    const manifest = upgrade(broken.folder)
    if (!manifest) continue
    if (apply) replaceManifest(broken.folder, manifest)
    changes.push({
      agent_id: broken.agent_id,
      folder: broken.folder,
      change: `manifest.json: ${broken.problem}; entrypoint builtin`,
      applied: apply,
    })
  }
  if (apply && changes.length > 0) {
    services.store.audit.append({
      actor: localActor(),
      action: 'agents.rewritten',
      target: changes.map((change) => change.agent_id).join(','),
    })
    await services.catalog.refresh()
    for (const { agent_id } of changes) {
      const agent = services.catalog.get(agent_id)
      if (agent) await services.catalog.pins.acceptAgent(agent)
    }
  }
  return changes
}

/** Whether the folder holds a manifest of an older form, which can be brought up to date. */
export function canRewrite(folder: string): boolean {
  return upgrade(folder) !== undefined
}

function upgrade(folder: string): Manifest | undefined {
  const parsed = tryParseJson(readOr(join(folder, 'manifest.json')))
  if (!parsed.ok || !isJsonObject(parsed.value)) return undefined
  // A manifest of today's form is broken by something else: a missing skill, a wrong id.
  if (manifestSchema.safeParse(parsed.value).success) return undefined
  const result = manifestSchema.safeParse(candidate(folder, parsed.value))
  return result.success ? result.data : undefined
}

function candidate(folder: string, old: JsonObject): JsonObject {
  const id = basename(folder)
  const description = text(old['description']) ?? text(old['name']) ?? id
  return {
    agent_id: id,
    name: text(old['name']) ?? id,
    description,
    tags: texts(old['tags']),
    tools_allowlist: texts(old['tools_allowlist']).filter((tool) => (CORE_TOOLS as readonly string[]).includes(tool)),
    skill_ids: texts(old['skill_ids']),
    examples: texts(old['examples']).length > 0 ? texts(old['examples']) : [description],
    entrypoint: 'builtin',
    requires_approval_for: texts(old['requires_approval_for']).filter((tool) => (CORE_TOOLS as readonly string[]).includes(tool)),
    version: text(old['version']) ?? '1.0.0',
    created_at: text(old['created_at']) ?? isoTime(systemClock.now()),
    created_by: text(old['created_by']) ?? 'rewrite-entrypoints',
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string' && item !== '') : []
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function replaceManifest(folder: string, manifest: Manifest): void {
  const path = join(folder, 'manifest.json')
  copyFileSync(path, `${path}.before`)
  writeFileSync(`${path}.new`, `${JSON.stringify(manifest, null, 2)}\n`)
  renameSync(`${path}.new`, path)
}
