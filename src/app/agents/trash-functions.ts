import { lstatSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { deleteAgentFolder } from '../../capsules/delete-agent-folder.ts'
import { restoreAgentFolder } from '../../capsules/trash/restore-agent-folder.ts'
import { readTrashNote, removeTrashNote, writeTrashNote } from '../../capsules/trash/trash-note.ts'
import { listTrash, type TrashedAgent } from '../../capsules/trash/trashed-agent.ts'
import type { Config } from '../../config/config.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { systemClock } from '../../kernel/clock.ts'
import { localActor } from '../create-run.ts'
import { learnTask } from '../learn-task.ts'
import type { Services } from '../open-services.ts'
import type { TrashFunctions } from './agent-edit-port.ts'

/** Deleted agents wait in the trash: with their memory in the folder, their metrics in the registry and what was pinned of them. */
export function trashFunctions(services: Services): TrashFunctions {
  return {
    deleteAgent: (agent_id) => deleteAgent(services, agent_id),
    restoreAgent: (agent_id) => restoreAgent(services, agent_id),
    listTrash: async () => {
      await sweepTrash(services)
      return listTrash(trashDirOf(services.config))
    },
    emptyTrash: async () => purge(services, await listTrash(trashDirOf(services.config)), localActor()),
  }
}

/** Takes away what has waited longer than CLOSED_CLAW_TRASH_KEEP_DAYS. */
export async function sweepTrash(services: Services): Promise<void> {
  const oldest = systemClock.now() - services.config.trashKeepMs
  const old = (await listTrash(trashDirOf(services.config))).filter((one) => one.deleted_at < oldest)
  await purge(services, old, 'setting:CLOSED_CLAW_TRASH_KEEP_DAYS')
}

/** A link in its place would have folders elsewhere moved and removed. Throws STATE_UNWRITABLE. */
export function trashDirOf({ stateDir }: Config): string {
  const places = [stateDir, join(stateDir, 'trash'), join(stateDir, 'trash', 'agents')]
  const link = places.slice(1).find((place) => lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() === true)
  if (link === undefined) return places.at(-1) ?? stateDir
  throw new ClawError('STATE_UNWRITABLE', `${link} is a link: the trash is not kept where it leads.`, { fix: `rm '${link}'`, where: link })
}

async function deleteAgent(services: Services, agent_id: string): ReturnType<TrashFunctions['deleteAgent']> {
  const { config, store, catalog } = services
  const trashDir = trashDirOf(config)
  const digest = catalog.get(agent_id)?.digest ?? null
  const learned = store.agents.learned(agent_id)
  catalog.memories.release(agent_id)
  const { folder, trash } = await deleteAgentFolder({ agent_id, dirs: config.agentDirs, trashDir, clock: systemClock })
  const name = trash.slice(trashDir.length + 1)
  const actor = localActor()
  await writeTrashNote(trashDir, name, { dir: dirname(folder), by: actor, digest, learned: [...learned] })
  store.transaction(undefined, () => {
    store.agents.remove(agent_id)
    store.agentRecords.setAside(agent_id, asideKey(name))
    store.audit.append({ actor, action: 'agent.deleted', target: agent_id, agent_id, detail: { digest_before: digest, folder, trash } })
  })
  catalog.pins.rename(agent_id, asideKey(name))
  await catalog.refresh()
  await sweepTrash(services)
  return { agent_id, folder, trash, kept_days: Math.round(config.trashKeepMs / 86_400_000) }
}

async function restoreAgent(services: Services, agent_id: string): ReturnType<TrashFunctions['restoreAgent']> {
  const { config, store, catalog } = services
  const trashDir = trashDirOf(config)
  const newest = (await listTrash(trashDir)).find((one) => one.agent_id === agent_id)
  const note = newest === undefined ? undefined : await readTrashNote(trashDir, newest.name)
  catalog.memories.release(agent_id)
  const { folder, trashed } = await restoreAgentFolder({ agent_id, trashDir, dir: homeOf(config, note?.dir) })
  await removeTrashNote(trashDir, trashed.name)
  catalog.pins.rename(asideKey(trashed.name), agent_id)
  store.agentRecords.bringBack(asideKey(trashed.name), agent_id)
  await catalog.refresh()
  for (const task of note?.learned ?? []) await learnTask(services, agent_id, task)
  store.audit.append({
    actor: localActor(),
    action: 'agent.restored',
    target: agent_id,
    agent_id,
    reason: 'from the trash',
    detail: { digest_after: catalog.get(agent_id)?.digest ?? null, folder, trash: trashed.folder },
  })
  return { agent_id, folder }
}

/** Where it stood, when that is still a folder of agents: what a note names otherwise is nobody's to write to. */
function homeOf({ agentDirs, newAgentsDir }: Config, dir: string | undefined): string {
  return agentDirs.find((one) => one.path === dir && one.source !== 'shipped')?.path ?? newAgentsDir
}

async function purge(services: Services, doomed: readonly TrashedAgent[], actor: string): Promise<readonly TrashedAgent[]> {
  const { config, store, catalog } = services
  for (const { agent_id, name, folder } of doomed) {
    await rm(folder, { recursive: true, force: true })
    await removeTrashNote(trashDirOf(config), name)
    catalog.pins.forget(asideKey(name))
    const last = !(await listTrash(trashDirOf(config))).some((one) => one.agent_id === agent_id)
    store.transaction(undefined, () => {
      store.agentRecords.forget(asideKey(name))
      if (last && store.agents.get(agent_id) === undefined) store.agents.forget(agent_id)
      store.audit.append({ actor, action: 'agent.purged', target: agent_id, agent_id, detail: { trash: folder } })
    })
  }
  return doomed
}

/** Under what the pin and the record of a deleted agent are kept: no agent can have such an id. */
function asideKey(name: string): string {
  return `trash@${name}`
}
