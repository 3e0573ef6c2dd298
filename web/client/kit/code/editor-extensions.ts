import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { markdown } from '@codemirror/lang-markdown'
import { yaml, yamlFrontmatter } from '@codemirror/lang-yaml'
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language'
import { lintGutter } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view'
import type { CodeLanguage } from './code-problem.ts'
import { editorColours, editorTheme } from './editor-theme.ts'
import type { EditorOptions } from './mount-editor.ts'

const LANGUAGES: Readonly<Record<CodeLanguage, () => Extension>> = {
  markdown: () => yamlFrontmatter({ content: markdown() }),
  yaml,
  json,
  text: () => [],
}

export function editorExtensions({ label, language, readOnly, onChange, onSave }: EditorOptions): Extension {
  const save = () => {
    onSave()
    return true
  }
  return [
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    highlightActiveLine(),
    // Controls, bidi and zero-width characters are shown as what they are.
    highlightSpecialChars({ addSpecialChars: /[\u115f\u1160\u180e\u2028-\u202e\u2060-\u206f\u3164\uffa0]|\u034f|\u17b4|\u17b5/ }),
    highlightSelectionMatches(),
    search({ top: true }),
    EditorView.lineWrapping,
    keymap.of([
      { key: 'Mod-s', run: save, preventDefault: true },
      ...searchKeymap,
      ...historyKeymap,
      ...defaultKeymap,
      ...(readOnly ? [] : [indentWithTab]),
    ]),
    LANGUAGES[language](),
    syntaxHighlighting(editorColours),
    editorTheme,
    EditorState.readOnly.of(readOnly),
    EditorState.tabSize.of(2),
    // Said although it is so: what looks for it does not take editable content for something that can be reached.
    EditorView.contentAttributes.of({
      tabindex: '0',
      'aria-label': label,
      'aria-describedby': 'note',
      ...(readOnly ? { 'aria-readonly': 'true' } : {}),
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString())
    }),
  ]
}
