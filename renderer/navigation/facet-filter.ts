// Narrowing a list by pressing a facet value: edits to a filter text that leave the person's other terms as they are.
import { type FilterTerm, fieldTerm, parseFilter } from '#domain/filter'

const write = (term: FilterTerm): string => {
  const body = term.kind === 'field' ? fieldTerm(term.field, ...term.values) : /[\s:]/.test(term.text) ? `"${term.text}"` : term.text
  return term.negated ? `-${body}` : body
}

const isChoiceOf =
  (field: string) =>
  (term: FilterTerm): term is FilterTerm & { kind: 'field' } =>
    term.kind === 'field' && term.field === field && !term.negated

/** The values of a field the filter asks for. */
export const chosenValues = (filter: string, fields: readonly string[], field: string): ReadonlySet<string> =>
  new Set(
    parseFilter(filter, fields)
      .filter(isChoiceOf(field))
      .flatMap((term) => term.values),
  )

/** The filter without what it asks of a field; exclusions stay. */
export function withoutField(filter: string, fields: readonly string[], field: string): string {
  const isChoice = isChoiceOf(field)
  return parseFilter(filter, fields)
    .filter((term) => !isChoice(term))
    .map(write)
    .join(' ')
}

/** The filter with a value of a field added as an alternative, or taken out where it stands there already. */
export function toggleValue(filter: string, fields: readonly string[], field: string, value: string): string {
  const values = new Set(chosenValues(filter, fields, field))
  if (!values.delete(value)) values.add(value)
  const rest = withoutField(filter, fields, field)
  return [rest, values.size === 0 ? '' : fieldTerm(field, ...values)].filter((part) => part !== '').join(' ')
}
