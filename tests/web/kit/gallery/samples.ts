/** Markup, an override of direction, a control character and a zero-width space in one text. */
export const HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> \u202eabc\u202c \u0007 a\u200bb'

export const GIVEN_ERROR = {
  detail: "Agent 'indexer' may not use 'terminal'.",
  fix: 'claw agent edit indexer --allow terminal',
  code: 'TOOL_NOT_ALLOWED',
  errors: [{ pointer: '/limits/steps', detail: 'is at least 1' }],
}
