import { placeholderNames } from '../protocol/secret-placeholder.ts'
import { touchedPath } from './grants/grant-subject.ts'
import type { PolicyCall } from './policy-call.ts'

/** What a call can touch, for a person who has to decide. */
export function effectsInWords(call: PolicyCall): string[] {
  const path = touchedPath(call)?.path ?? 'files of the workspace'
  switch (call.effect) {
    case 'read':
      return [`files: reads ${path}`]
    case 'write':
      return [`files: changes ${path}`]
    case 'exec':
      return call.sandboxed ? SANDBOXED : ['everything that you can do: files, network, secrets, processes (no OS sandbox holds here)']
    case 'network':
      return [networkWords(call), ...secretWords(call)]
    case 'spend':
      return ['it may cost money']
    default:
      return call.effect satisfies never
  }
}

const SANDBOXED = ['files: may change everything in the workspace', 'network: none', 'secrets: hidden', 'processes: ended with the call']

function secretWords({ args }: PolicyCall): string[] {
  const names = placeholderNames(JSON.stringify(args))
  return names.length === 0 ? [] : [`secrets: ${names.join(', ')} goes along, put in by claw; the agent never sees it`]
}

function networkWords({ host, reads_only }: PolicyCall): string {
  const what = reads_only
    ? 'the address leaves this machine, the answer is read'
    : 'content leaves this machine and may change something there'
  return `network: ${host ?? 'unknown host'}, ${what}`
}
