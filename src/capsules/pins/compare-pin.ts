import type { Pin, Pinnable, Powers } from './pin.ts'

export type PinVerdict =
  | { readonly state: 'new' }
  | { readonly state: 'same' }
  /** Used as it is now, and said. */
  | { readonly state: 'applies'; readonly what: readonly string[] }
  /** Not used before a person has said yes. */
  | { readonly state: 'asks'; readonly what: readonly string[] }

/** What became of a thing since it was pinned. It asks where it gained power, came from elsewhere, or is another thing under the same name. */
export function comparePin(pin: Pin | undefined, now: Pinnable): PinVerdict {
  if (pin === undefined) return { state: 'new' }
  const moved = pin.path === now.path ? [] : [`it was in ${pin.path} and is now in ${now.path}`]
  if (moved.length === 0 && pin.digest === now.digest) return { state: 'same' }
  const gained = [...moved, ...gains(pin.powers, now.powers)]
  const elsewhere = now.inState && pin.trust !== 'made' ? ['it came from elsewhere and its text changed'] : []
  if (gained.length + elsewhere.length > 0) return { state: 'asks', what: [...gained, ...elsewhere] }
  return { state: 'applies', what: ['its text changed; it may do no more than before'] }
}

/** What a thing may do more than before, in words. */
export function gains(before: Powers, now: Powers): string[] {
  const tools = now.tools.filter((tool) => !before.tools.includes(tool))
  const unasked = before.requires_approval_for.filter((tool) => !now.requires_approval_for.includes(tool) && now.tools.includes(tool))
  return [
    ...(tools.length > 0 ? [`it wants further tools: ${tools.join(', ')}`] : []),
    ...(unasked.length > 0 ? [`it no longer wants a person asked before ${unasked.join(', ')}`] : []),
    ...(before.entrypoint === now.entrypoint ? [] : [`its program was ${before.entrypoint} and is now ${now.entrypoint}`]),
    ...changedFiles(before, now),
  ]
}

function changedFiles(before: Powers, now: Powers): string[] {
  const names = [...new Set([...Object.keys(before.files), ...Object.keys(now.files)])].filter(
    (name) => before.files[name] !== now.files[name],
  )
  return names.length > 0 ? [`files of its program changed: ${names.sort().join(', ')}`] : []
}
