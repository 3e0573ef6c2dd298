/** What a hostile element would do, were it ever one: it says so on the window, and the class gives it away. */
const ACT = "window.hacked='yes'"
const IS = 'class="hostile" id="hostile"'

/** Text that means something to somebody: to HTML, SVG, scripts, links, templates, markdown, styles, terminals, spreadsheets, objects, or the eye. */
export const HOSTILE_TEXTS: readonly string[] = [
  `<script ${IS}>${ACT}</script>`,
  `"><img ${IS} src=x onerror="${ACT}">`,
  `'><svg ${IS} onload=${ACT}><animate onbegin=${ACT} attributeName=x dur=1s>`,
  `</title></textarea></style></script><img ${IS} src=x onerror=${ACT}>`,
  `<iframe ${IS} srcdoc="<script>parent.${ACT}</script>"></iframe>`,
  `<a ${IS} href="javascript:${ACT}">a</a> javascript:${ACT} JaVaScRiPt\u0009:${ACT}//`,
  `data:text/html,<script>${ACT}</script> vbscript:${ACT} http://evil.test/?leak= //evil.test/x \\\\evil.test\\share`,
  `<form ${IS} action=//evil.test><button ${IS} formaction=javascript:${ACT} autofocus onfocus=${ACT}>x</button>`,
  `<base ${IS} href=//evil.test/><meta ${IS} http-equiv=refresh content="0;url=//evil.test"><link ${IS} rel=stylesheet href=//evil.test/x.css>`,
  `<style ${IS}>*{background:url(//evil.test/s)} @import '//evil.test/i.css'</style><p ${IS} style="position:fixed;inset:0;background:url(//evil.test/b)">`,
  `<math ${IS}><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${ACT}&gt;">`,
  `<noscript><p title="</noscript><img src=x onerror=${ACT}>"><template><slot></template><details ${IS} open ontoggle=${ACT}>`,
  `{{constructor.constructor("${ACT}")()}} \${${ACT}} <%= ${ACT} %> #{${ACT}} [[${ACT}]] {%raw%} @{x}`,
  `[link](javascript:${ACT}) ![x](http://evil.test/x.png) [x]: javascript:${ACT} \`\`\`html <img src=x onerror=${ACT}> \`\`\` <http://evil.test>`,
  'invoice\u202egpj.exe \u2066hidden\u2069 \u200b\u200c\u200d\ufeff\u00ad\u2028\u2029 \u{e0041}\u{e0101} \u3164 a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307',
  '\u001b]0;owned\u0007\u001b]52;c;cm0gLXJm\u0007\u001b]8;;http://evil.test\u001b\\click\u001b]8;;\u001b\\\u001b[2J\u009b31m\r\b\b\b\u0000',
  `=HYPERLINK("http://evil.test","x") +cmd|' /C calc'!A0 @SUM(1) -1+1\t=1+1`,
  `__proto__ constructor prototype toString hasOwnProperty {"__proto__":{"polluted":"yes"}} __proto__[polluted]=yes`,
  `red; } * { display: none } a{background:url(//evil.test)} var(--bg) url(javascript:${ACT}) expression(${ACT})`,
  `&lt;img src=x onerror=${ACT}&gt; &#x3c;script&#x3e; %3Cscript%3E \\u003cscript\\u003e &NewLine;javascript&colon;alert(1) \ud800 \udfff`,
  `../../../etc/passwd%00.png C:\\con\\nul file:///etc/passwd ?x=1#/runs/../..`,
  'w'.repeat(2_000),
]

/** All of them in one text, after a word that is found again: which field was shown. */
export function hostile(field: string): string {
  return `${mark(field)} ${HOSTILE_TEXTS.join(' ')}`
}

/** The same on one line and short, for fields that refuse more; each field begins elsewhere in the list. */
export function hostileLine(field: string, limit = 200): string {
  const start = [...field].reduce((sum, character) => sum + character.charCodeAt(0), 0) % 10
  const text = HOSTILE_TEXTS.slice(start).join(' ')
  return `${mark(field)} ${text.replaceAll(/[\r\n\u2028\u2029\u0000]/g, ' ')}`.slice(0, limit)
}

export function mark(field: string): string {
  return `hostile-${field.replaceAll(/[^a-z0-9]+/g, '-')}`
}
