import type { ChatRequest, Rule, Script, ScriptedReply, When } from './script.ts'

export type Matcher = (request: ChatRequest, n: number) => Promise<{ reply: ScriptedReply; rule: string }>

/** Turns a script into the function that answers requests. A request that no rule serves gets a plain 400: tests fail loudly. */
export function createMatcher(script: Script): Matcher {
  if (typeof script === 'function') return async (request, n) => ({ reply: await script(request, n), rule: 'function' })
  const used = new Map<Rule, number>()
  return async (request) => {
    for (const [index, rule] of script.entries()) {
      if (!matches(rule.when ?? {}, request)) continue
      const reply = take(rule, used)
      if (reply !== undefined) return { reply, rule: rule.name ?? `#${index}` }
    }
    return { reply: noRule(request), rule: 'none' }
  }
}

function take(rule: Rule, used: Map<Rule, number>): ScriptedReply | undefined {
  const count = used.get(rule) ?? 0
  used.set(rule, count + 1)
  return isList(rule.reply) ? rule.reply[count] : rule.reply
}

function isList(reply: Rule['reply']): reply is readonly ScriptedReply[] {
  return Array.isArray(reply)
}

function matches(when: When, request: ChatRequest): boolean {
  const { messages } = request
  const last = messages.at(-1)
  const text = (wanted: string | undefined, value: string): boolean => wanted === undefined || contains(value, wanted)
  return (
    text(when.system, joined(request, 'system')) &&
    text(when.task, messages.find((message) => message.role === 'user')?.content ?? '') &&
    text(when.last, last?.content ?? '') &&
    text(when.any, JSON.stringify(messages)) &&
    (when.last_role === undefined || last?.role === when.last_role) &&
    (when.model === undefined || request.model === when.model) &&
    (when.tool === undefined || request.tools.includes(when.tool)) &&
    (when.schema === undefined || (request.schema ?? 'none') === when.schema) &&
    (when.turn === undefined || messages.filter((message) => message.role === 'assistant').length === when.turn)
  )
}

function joined(request: ChatRequest, role: string): string {
  return request.messages
    .flatMap((message) => (message.role === role || (role === 'system' && message.role === 'developer') ? [message.content] : []))
    .join('\n')
}

function contains(value: string, wanted: string): boolean {
  const pattern = /^\/(.+)\/([a-z]*)$/s.exec(wanted)
  return pattern?.[1] === undefined ? value.includes(wanted) : new RegExp(pattern[1], pattern[2]).test(value)
}

function noRule(request: ChatRequest): ScriptedReply {
  const last = request.messages.at(-1)
  return { error: { status: 400, code: 'no_rule', message: `the script has no rule for: ${last?.role} '${last?.content.slice(0, 300)}'` } }
}
