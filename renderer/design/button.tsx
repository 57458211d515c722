// Buttons and links that look like buttons. One primary action per screen; `danger` asks first (ConfirmDialog).
import type { ComponentProps, ReactNode } from 'react'
import { Link } from 'wouter'
import './button.css'
import { classNames } from './class-names.ts'
import { Tooltip } from './tooltip.tsx'

type Look = { readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger'; readonly size?: 'small' | 'normal'; readonly icon?: ReactNode }

export type ButtonProps = Look & ComponentProps<'button'> & { readonly busy?: boolean }

/** A button; while `busy` it cannot be pressed again and says so to assistive technology. */
export function Button({
  kind = 'plain',
  size = 'normal',
  icon,
  busy = false,
  className,
  children,
  disabled,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classNames('button', className)}
      data-kind={kind}
      data-size={size}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
    >
      {icon}
      {children}
    </button>
  )
}

/** A link to another screen in a button's clothes. */
export function ButtonLink({
  kind = 'plain',
  size = 'normal',
  icon,
  href,
  children,
}: Look & { readonly href: string; readonly children: ReactNode }) {
  return (
    <Link href={href} className="button" data-kind={kind} data-size={size}>
      {icon}
      {children}
    </Link>
  )
}

/** A button that shows only an icon; `label` is its name and its tooltip. */
export function IconButton({
  label,
  shortcut,
  icon,
  kind = 'quiet',
  size = 'normal',
  className,
  type = 'button',
  ...rest
}: Look & ComponentProps<'button'> & { readonly label: string; readonly shortcut?: string }) {
  return (
    <Tooltip label={label} {...(shortcut === undefined ? {} : { shortcut })}>
      <button
        {...rest}
        type={type}
        className={classNames('button', className)}
        data-kind={kind}
        data-size={size}
        data-icon-only=""
        aria-label={label}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
