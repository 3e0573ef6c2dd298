import { HighlightStyle } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** By the tokens, so that it follows the theme of the page. */
export const editorTheme = EditorView.theme({
  '&': { color: 'var(--fg)', backgroundColor: 'var(--surface)', fontSize: 'var(--size-s)', borderRadius: 'inherit' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-1px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55', overflow: 'auto', maxHeight: 'var(--editor-height)' },
  '.cm-content, .cm-gutter': { minHeight: '4.5rem' },
  '.cm-content': { padding: 'var(--s2) 0', caretColor: 'var(--fg)' },
  '.cm-cursor': { borderLeftColor: 'var(--fg)', borderLeftWidth: '2px' },
  '.cm-gutters': { color: 'var(--muted)', backgroundColor: 'var(--sunken)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in oklab, var(--hover), transparent 45%)' },
  '.cm-activeLineGutter': { color: 'var(--fg)', backgroundColor: 'var(--hover)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--selected)',
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--warn-soft)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--selected)', outline: '1px solid var(--accent)' },
  '.cm-specialChar': { color: 'var(--bad)' },
  // Instead of pictures by data: URLs, which the policy does not load.
  '.cm-lintRange-error, .cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--bad) 1px' },
  '.cm-lintRange-warning': { textDecorationColor: 'var(--warn)' },
  '.cm-lint-marker': { content: 'normal', width: '0.6em', height: '0.6em', margin: '0.45em 0 0 0.1em', borderRadius: '50%' },
  '.cm-lint-marker-error': { content: 'normal', backgroundColor: 'var(--bad-solid)' },
  '.cm-lint-marker-warning': {
    content: 'normal',
    backgroundColor: 'var(--warn-solid)',
    borderRadius: '0',
    transform: 'rotate(45deg) scale(0.85)',
  },
  '.cm-tooltip': {
    color: 'var(--fg)',
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius-s)',
  },
  '.cm-diagnostic': { fontFamily: 'var(--sans)', padding: 'var(--s1) var(--s2)' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--bad-solid)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--warn-solid)' },
  '.cm-panels': { color: 'var(--fg)', backgroundColor: 'var(--sunken)', fontFamily: 'var(--sans)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel input, .cm-panel button': {
    minHeight: '1.75rem',
    color: 'var(--fg)',
    backgroundColor: 'var(--surface)',
    backgroundImage: 'none',
    border: '1px solid var(--line-control)',
    borderRadius: 'var(--radius-s)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-soft)', outline: '1px solid var(--warn-solid)' },
})

export const editorColours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--code-key)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: [tags.keyword, tags.meta, tags.labelName], color: 'var(--code-keyword)' },
  { tag: [tags.comment, tags.processingInstruction], color: 'var(--code-comment)' },
  { tag: tags.heading, color: 'var(--code-key)', fontWeight: '600' },
  { tag: tags.strong, fontWeight: '600' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.link, tags.url], color: 'var(--accent)' },
  { tag: tags.monospace, color: 'var(--code-string)' },
  { tag: tags.invalid, color: 'var(--bad)' },
])
