import type { ResumeOptions } from './app-port.ts'

/** The options of a resume as `claw resume` takes them. */
export function resumeFlags({ in_doubt, max_tokens, max_cost_usd, timeout_ms }: Omit<ResumeOptions, 'prompter'>): string[] {
  return [
    ...(in_doubt === undefined ? [] : [`--in-doubt=${in_doubt}`]),
    ...(max_tokens === undefined ? [] : [`--max-tokens=${max_tokens ?? 'none'}`]),
    ...(max_cost_usd === undefined ? [] : [`--max-cost=${max_cost_usd ?? 'none'}`]),
    ...(timeout_ms === undefined ? [] : [`--timeout=${timeout_ms / 1000}`]),
  ]
}
