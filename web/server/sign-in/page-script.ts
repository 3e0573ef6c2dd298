/** Of the page without a session: sends the code, which may be pasted with the whole address around it, and goes where the person wanted to. */
export const PAGE_SCRIPT = `const form = document.querySelector('form')
const field = document.querySelector('input')
const said = document.querySelector('[role=alert]')
const codeOf = (text) => /[?&]code=([\\w-]+)/.exec(text)?.[1] ?? text.trim()

async function signIn() {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch('/sign-in', { method: 'POST', headers, body: JSON.stringify({ code: codeOf(field.value) }) })
  if (answer.ok) return location.replace(location.pathname === '/sign-in' ? '/' : location.href)
  const { detail, fix } = await answer.json()
  said.textContent = detail + ' ' + fix
  field.select()
}

form?.addEventListener('submit', (event) => {
  event.preventDefault()
  signIn().catch(() => {
    said.textContent = 'claw web does not answer: has it been stopped?'
  })
})
`
