import type { SecretPort } from '../../tools/secrets/secret-port.ts'
import { localActor } from '../create-run.ts'
import type { Services } from '../open-services.ts'

/** The secrets of the user for the executor: read at each call, masked before they are given, and each use in the audit log before it happens. */
export function secretPort({ secrets, store, redactor }: Pick<Services, 'secrets' | 'store' | 'redactor'>): SecretPort {
  return {
    list: () => secrets.list().flatMap(({ name, hosts }) => (hosts.length === 0 ? [] : [{ name, hosts }])),
    find: (name) => {
      const secret = secrets.find(name)
      if (secret) redactor.add([secret.value])
      return secret
    },
    used: ({ names, tool, host, args_hash, context: { run_id, subtask_id, agent_id } }) => {
      // A call without a run is one that the person makes.
      const by =
        store.runs.get(run_id) === undefined ? { actor: localActor() } : { actor: `agent:${agent_id}`, run_id, subtask_id, agent_id }
      const said = { decision: 'allow', rule: 'secret.binding', reason: `bound to ${host}`, args_hash, detail: { tool, host } }
      for (const name of names) store.audit.append({ action: 'secret.used', target: name, ...by, ...said })
    },
    mask: redactor,
  }
}
