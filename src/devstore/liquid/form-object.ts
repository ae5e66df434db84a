import { escapeHtml } from './escape.ts';
import { opaque } from './json.ts';
import type { FormState } from './render-state.ts';

/** `form.errors`: a list of field names that also carries the texts, as Liquid's `form_errors` object does. */
export type FormErrors = string[] & {
  readonly messages: Readonly<Record<string, string>>;
  readonly translated_fields: Readonly<Record<string, string>>;
};

/** The `form` object inside `{% form %}`; `state` only where this form was the one posted. */
export function formObject(id: string | undefined, type: string, state: FormState | undefined): object {
  return opaque({
    id,
    errors: state === undefined || state.errors.length === 0 ? null : formErrors(state),
    'posted_successfully?': state?.posted ?? false,
    email: state?.values['email'] ?? null,
    first_name: state?.values['first_name'] ?? null,
    last_name: state?.values['last_name'] ?? null,
    ...(type === 'customer_login' ? { password_needed: true } : {}),
  });
}

function formErrors({ errors }: FormState): FormErrors {
  const fields = [...new Set(errors.map((error) => error.field))];
  const first = (field: string) => errors.find((error) => error.field === field);
  return Object.assign(fields, {
    messages: Object.fromEntries(fields.map((field) => [field, first(field)?.message ?? ''])),
    translated_fields: Object.fromEntries(fields.map((field) => [field, first(field)?.label ?? ''])),
  });
}

/** The `default_errors` filter: one list item per field; nothing when the form has no errors. */
export function defaultErrors(errors: unknown): string {
  if (!isFormErrors(errors) || errors.length === 0) return '';
  const items = errors.map((field) => {
    const message = errors.messages[field] ?? '';
    const label = errors.translated_fields[field] ?? '';
    return `<li>${escapeHtml(field === 'form' ? message : `${label} ${message}`)}</li>`;
  });
  return `<div class="errors"><ul>${items.join('')}</ul></div>`;
}

function isFormErrors(value: unknown): value is FormErrors {
  return Array.isArray(value) && 'messages' in value && 'translated_fields' in value;
}
