import { PAGE_ICON_PATH, PAGE_SCRIPT_PATH, PAGE_STYLE_PATH } from './public-paths.ts'

/** For a browser without a session: what to do, and a field for the code. `said`: why it did not go. */
export function signInPage(said = ''): string {
  return page({
    title: 'Sign in to claw',
    script: true,
    body: `<p>This browser is not signed in. The terminal in which <code>claw web</code> runs shows an address that signs one browser in. Open it here,
or paste it, or the code at its end:</p>
<form method="post" action="/sign-in">
<label for="code">Address or code</label>
<input id="code" name="code" required autofocus autocomplete="off" autocapitalize="off" spellcheck="false">
<button type="submit">Sign in</button>
<p role="alert">${escapeHtml(said)}</p>
</form>`,
  })
}

/** Goes on by itself, from a page of its own: a cookie for this site alone is not sent where another site (or a file) leads directly. */
export function signedInPage(): string {
  return page({
    title: 'Signed in',
    head: '<meta http-equiv="refresh" content="0; url=/">',
    body: '<p>This browser is signed in.</p><p><a href="/">Go on to the dashboard</a></p>',
  })
}

/** `body` is HTML: texts from outside have been through `escapeHtml`. */
export function noticePage({ title, body }: { readonly title: string; readonly body: string }): string {
  return page({ title, body })
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
}

interface Page {
  readonly title: string
  readonly body: string
  readonly head?: string
  readonly script?: boolean
}

function page({ title, body, head = '', script = false }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${head}
<title>${escapeHtml(title)}</title>
<link rel="icon" href="${PAGE_ICON_PATH}" type="image/svg+xml">
<link rel="stylesheet" href="${PAGE_STYLE_PATH}">
${script ? `<script type="module" src="${PAGE_SCRIPT_PATH}"></script>` : ''}
</head>
<body>
<main>
<p class="name">claw</p>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`
}
