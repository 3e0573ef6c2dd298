import { useEffect, useState } from 'react'
import { showToast } from '../notice/show-toast.ts'
import { copyText } from './copy-text.ts'
import { IconButton } from './icon-button.tsx'

interface CopyButtonProps {
  /** What is copied, exactly. */
  readonly text: string
  /** What it is called: "Copy run id". */
  readonly label?: string
}

export function CopyButton({ text, label = 'Copy' }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    const done = await copyText(text)
    setCopied(done)
    if (!done) showToast({ title: 'The browser does not let the dashboard copy. Select the text and copy it yourself.', tone: 'bad' })
  }
  return (
    <>
      <IconButton icon={copied ? 'check' : 'copy'} label={copied ? 'Copied' : label} size="s" onClick={() => void copy()} />
      <span className="visually-hidden" role="status">
        {copied ? 'Copied' : ''}
      </span>
    </>
  )
}
