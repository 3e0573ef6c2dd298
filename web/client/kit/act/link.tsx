import { createLink } from '@tanstack/react-router'
import type { ComponentPropsWithRef } from 'react'
import { classNames } from '../class-names.ts'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icon-paths.ts'
import { type ButtonProps, buttonClass } from './button.tsx'
import styles from './link.module.css'

interface AnchorProps extends ComponentPropsWithRef<'a'> {
  /** In text and tables: the colour of the words around it until the pointer comes. */
  readonly quiet?: boolean
}

function Anchor({ quiet = false, className, ...rest }: AnchorProps) {
  return <a {...rest} className={classNames(quiet ? styles.quiet : styles.link, className)} />
}

/** A link to a place of the dashboard: `<Link to="/runs/$runId" params={{ runId }}>`. */
export const Link = createLink(Anchor)

interface ButtonAnchorProps extends ComponentPropsWithRef<'a'>, Pick<ButtonProps, 'variant' | 'size'> {
  readonly icon?: IconName
}

function ButtonAnchor({ variant = 'plain', size = 'm', icon, children, className, ...rest }: ButtonAnchorProps) {
  return (
    <a {...rest} className={classNames(buttonClass({ variant, size }), className)}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </a>
  )
}

/** A link that looks like a button, where going there is the thing to do. */
export const ButtonLink = createLink(ButtonAnchor)
