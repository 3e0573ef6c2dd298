/** Of the pages before the sign-in: what the dashboard is made of is not given to a stranger. */
export const PAGE_STYLE = `:root {
  color-scheme: light dark;
  --bg: light-dark(#f6f7f8, #0f1315);
  --surface: light-dark(#ffffff, #161b1e);
  --line: light-dark(#e2e6e8, #252d31);
  --line-control: light-dark(#7d888d, #6a777d);
  --fg: light-dark(#141b1e, #e6ebed);
  --muted: light-dark(#526066, #9caab0);
  --accent: light-dark(#0b6b64, #4fd1c2);
  --accent-solid: light-dark(#0d7a72, #2bb5a6);
  --on-accent: light-dark(#ffffff, #04201d);
  --bad: light-dark(#ab2318, #ff9389);
}
* { box-sizing: border-box; }
html { height: 100%; }
body {
  display: grid;
  place-items: center;
  min-height: 100%;
  margin: 0;
  padding: 1rem;
  background: var(--bg);
  color: var(--fg);
  font: 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
}
main {
  width: 100%;
  max-width: 27rem;
  padding: 2rem;
  border: 1px solid var(--line);
  border-radius: 0.6875rem;
  background: var(--surface);
  overflow-wrap: anywhere;
}
.name { margin: 0 0 1.5rem; color: var(--accent); font-weight: 650; letter-spacing: 0.02em; }
h1 { margin: 0 0 0.5rem; font-size: 1.25rem; line-height: 1.3; }
p { margin: 0 0 1rem; color: var(--muted); }
p:last-child { margin-bottom: 0; }
code, input { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace; }
code { color: var(--fg); font-size: 0.875rem; }
a { color: var(--accent); }
label { display: block; margin: 1.5rem 0 0.375rem; font-weight: 600; }
input {
  width: 100%;
  padding: 0.5rem 0.625rem;
  border: 1px solid var(--line-control);
  border-radius: 0.4375rem;
  background: var(--bg);
  color: inherit;
  font-size: 0.875rem;
}
button {
  width: 100%;
  margin: 0.75rem 0 0;
  padding: 0.5625rem 1rem;
  border: 0;
  border-radius: 0.4375rem;
  background: var(--accent-solid);
  color: var(--on-accent);
  font: inherit;
  font-weight: 600;
  cursor: pointer;
}
button:hover { filter: brightness(0.94); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
[role=alert] { margin: 0.75rem 0 0; color: var(--bad); }
[role=alert]:empty { margin: 0; }
`
