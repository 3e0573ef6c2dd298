import { CopyButton } from '../act/copy-button.tsx'
import styles from './command-line.module.css'

/** A command that can be pasted into a terminal. */
export function CommandLine({ command }: { readonly command: string }) {
  return (
    <span className={styles.line}>
      <code className={styles.text}>{command}</code>
      <CopyButton text={command} label="Copy command" />
    </span>
  )
}
