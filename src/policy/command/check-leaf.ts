import type { Node } from 'web-tree-sitter'
import { NotUnderstood } from './not-understood.ts'

/** Text in which bash would still look for substitutions. */
const TEXT = new Set([
  'word',
  'string_content',
  'regex',
  'extglob_pattern',
  'heredoc_content',
  'heredoc_body',
  'number',
  'variable_name',
  'special_variable_name',
])

const KNOWN = new Set([
  ...TEXT,
  'program',
  'list',
  'subshell',
  'compound_statement',
  'do_group',
  'if_statement',
  'elif_clause',
  'else_clause',
  'while_statement',
  'for_statement',
  'c_style_for_statement',
  'case_statement',
  'case_item',
  'negated_command',
  'test_command',
  'declaration_command',
  'unset_command',
  'variable_assignments',
  'array',
  'subscript',
  'concatenation',
  'string',
  'translated_string',
  'raw_string',
  'ansi_c_string',
  'brace_expression',
  'simple_expansion',
  'expansion',
  'arithmetic_expansion',
  'binary_expression',
  'unary_expression',
  'postfix_expression',
  'ternary_expression',
  'parenthesized_expression',
  'herestring_redirect',
  'file_descriptor',
  'test_operator',
  'command_name',
])

const EVALUATES = new Set(['test_command', 'declaration_command', 'unset_command', 'arithmetic_expansion', 'compound_statement'])

/** bash evaluates the subscript in the name of a variable, quoted or not. */
export function hidesSubscript(text: string): boolean {
  return /\[[^\]]*(?:\$\(|`)/.test(text)
}

/** The grammar must have seen everything that bash acts on: a substitution left inside of plain text ends the reading. */
export function checkLeaf(node: Node): void {
  if (!node.isNamed) {
    // The grammar takes "` `" between two substitutions for a token of its own.
    if (node.type === '``' || (node.childCount === 0 && node.text.trim() !== node.type.trim()))
      throw new NotUnderstood('neighbouring backticks')
    return
  }
  if (!KNOWN.has(node.type) || node.isMissing) throw new NotUnderstood(`a part that is not known (${node.type})`)
  if (TEXT.has(node.type) && node.childCount === 0 && /(?<!\\)(?:\\\\)*(?:`|\$\(|\$\{|<\(|>\()/.test(node.text))
    throw new NotUnderstood('a substitution that the grammar does not see')
  if (EVALUATES.has(node.type) && node.descendantsOfType('raw_string').some((text) => text !== null && hidesSubscript(text.text)))
    throw new NotUnderstood('a subscript that runs a command')
  if (node.type === 'expansion' && /^\$\{!?[^}]*@[PEKkA]\}$/.test(node.text)) throw new NotUnderstood('a value that is run as a prompt')
}
