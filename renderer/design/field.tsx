// Labelled controls: text, long text, choice, tick box. Each carries its label, hint and error for screen readers too.
import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox'
import { Select } from '@base-ui/react/select'
import { Check, ChevronDown, Minus } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import './field.css'
import { classNames } from './class-names.ts'

type Labels = {
  readonly label: string
  /** Shown below the control. */
  readonly hint?: ReactNode
  /** What is wrong, and how to mend it; undefined = nothing. */
  readonly error?: string | undefined
  readonly optional?: boolean
  /** For a control whose neighbours already say what it is; the label stays for screen readers. */
  readonly hideLabel?: boolean
}

/** The frame around one control. `children` gets the ids it must carry. */
export function Field({
  label,
  hint,
  error,
  optional = false,
  hideLabel = false,
  children,
}: Labels & { readonly children: (ids: { readonly id: string; readonly describedBy: string | undefined }) => ReactNode }) {
  const id = useId()
  const noteId = `${id}-note`
  const note = error ?? hint
  return (
    <div className="field">
      <label className={hideLabel ? 'visually-hidden' : 'field-label'} htmlFor={id} id={`${id}-label`}>
        {label}
        {optional ? <span className="field-optional">optional</span> : null}
      </label>
      {children({ id, describedBy: note === undefined ? undefined : noteId })}
      {note === undefined ? null : (
        <div id={noteId} className={error === undefined ? 'field-hint' : 'field-error'} role={error === undefined ? undefined : 'alert'}>
          {note}
        </div>
      )}
    </div>
  )
}

type Control<T extends 'input' | 'textarea'> = Labels &
  Omit<ComponentProps<T>, 'id' | 'value' | 'onChange'> & { readonly value: string; readonly onValue: (value: string) => void }

/** One line of text. */
export function TextField({ label, hint, error, optional, hideLabel, value, onValue, className, ...rest }: Control<'input'>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional ?? false} hideLabel={hideLabel ?? false}>
      {({ id, describedBy }) => (
        <input
          type="text"
          autoComplete="off"
          spellCheck={false}
          {...rest}
          id={id}
          className={classNames('input', className)}
          value={value}
          aria-describedby={describedBy}
          aria-invalid={error === undefined ? undefined : true}
          onChange={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

/** Text of several lines; grows with what is written. */
export function TextArea({ label, hint, error, optional, hideLabel, value, onValue, className, ...rest }: Control<'textarea'>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional ?? false} hideLabel={hideLabel ?? false}>
      {({ id, describedBy }) => (
        <textarea
          rows={3}
          {...rest}
          id={id}
          className={classNames('input', className)}
          value={value}
          aria-describedby={describedBy}
          aria-invalid={error === undefined ? undefined : true}
          onChange={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

export type Option<T extends string> = { readonly value: T; readonly label: string; readonly mark?: ReactNode }

/** One of a short, fixed set. */
export function SelectField<T extends string>({
  options,
  value,
  onValue,
  disabled = false,
  ...labels
}: Labels & {
  readonly options: readonly Option<T>[]
  readonly value: T
  readonly onValue: (value: T) => void
  readonly disabled?: boolean
}) {
  const chosen = options.find((option) => option.value === value)
  return (
    <Field {...labels}>
      {({ id, describedBy }) => (
        <Select.Root
          value={value}
          disabled={disabled}
          items={options.map((option) => ({ value: option.value, label: option.label }))}
          onValueChange={(next) => {
            const picked = options.find((option) => option.value === next)
            if (picked !== undefined) onValue(picked.value)
          }}
        >
          <Select.Trigger id={id} className="input select-trigger" aria-labelledby={`${id}-label ${id}`} aria-describedby={describedBy}>
            <span className="popup-item-text truncate">
              {chosen?.mark} {chosen?.label}
            </span>
            <ChevronDown aria-hidden />
          </Select.Trigger>
          <Select.Portal>
            <Select.Positioner className="popup-layer" sideOffset={4} alignItemWithTrigger={false}>
              <Select.Popup className="popup">
                {options.map((option) => (
                  <Select.Item key={option.value} value={option.value} className="popup-item">
                    {option.mark}
                    <Select.ItemText>{option.label}</Select.ItemText>
                    <Select.ItemIndicator className="popup-item-end">
                      <Check aria-hidden />
                    </Select.ItemIndicator>
                  </Select.Item>
                ))}
              </Select.Popup>
            </Select.Positioner>
          </Select.Portal>
        </Select.Root>
      )}
    </Field>
  )
}

/** A tick box with its label beside it. */
export function Checkbox({
  label,
  hint,
  checked,
  onChecked,
  disabled = false,
  hideLabel = false,
  tabIndex = 0,
}: {
  readonly label: string
  readonly hint?: ReactNode
  readonly checked: boolean | 'mixed'
  readonly onChecked: (checked: boolean) => void
  readonly disabled?: boolean
  readonly hideLabel?: boolean
  /** -1 in a row of a table, where Space ticks. */
  readonly tabIndex?: 0 | -1
}) {
  const id = useId()
  return (
    <div className="checkbox-row">
      <BaseCheckbox.Root
        id={id}
        className="checkbox"
        checked={checked === true}
        indeterminate={checked === 'mixed'}
        disabled={disabled}
        tabIndex={tabIndex}
        aria-labelledby={`${id}-label`}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onCheckedChange={(next) => onChecked(next)}
      >
        <BaseCheckbox.Indicator>
          {checked === 'mixed' ? <Minus strokeWidth={3} aria-hidden /> : <Check strokeWidth={3} aria-hidden />}
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      <span className="checkbox-text">
        <label htmlFor={id} id={`${id}-label`} className={hideLabel ? 'visually-hidden' : undefined}>
          {label}
        </label>
        {hint === undefined ? null : (
          <span className="field-hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </span>
    </div>
  )
}
