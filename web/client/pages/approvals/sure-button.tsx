import { type MouseEvent, useEffect, useState } from 'react'
import { Button, type ButtonProps } from '../../kit/act/button.tsx'

interface SureButtonProps extends Pick<ButtonProps, 'variant' | 'busy' | 'disabledBecause' | 'icon'> {
  readonly label: string
  readonly onSure: () => void
}

const FORGET_MS = 6000

/** A press by the pointer is meant; a key may have been meant for something else, so it is asked for twice. */
export function SureButton({ label, onSure, ...rest }: SureButtonProps) {
  const [asked, setAsked] = useState(false)
  useEffect(() => {
    if (!asked) return
    const timer = setTimeout(() => setAsked(false), FORGET_MS)
    return () => clearTimeout(timer)
  }, [asked])
  const press = (event: MouseEvent): void => {
    const byKey = event.detail === 0
    setAsked(byKey && !asked)
    if (!byKey || asked) onSure()
  }
  return (
    <Button {...rest} wraps onClick={press} onBlur={() => setAsked(false)}>
      {asked ? `${label}: press once more` : label}
    </Button>
  )
}
