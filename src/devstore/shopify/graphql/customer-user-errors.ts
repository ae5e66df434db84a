import { PASSWORD_MIN_LENGTH } from '../passwords.ts';
import type { AccountLinkKind, AccountOutcome, FormError } from '../types.ts';

/** `CustomerUserError` of the Storefront API. */
export interface CustomerUserError {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code: string;
}

/** The payload of any customer mutation; each type takes from it the members it has. */
export function payload(result: {
  readonly customer?: unknown;
  readonly customerAccessToken?: unknown;
  readonly errors?: readonly CustomerUserError[];
}) {
  const { customer = null, customerAccessToken = null, errors = [] } = result;
  // The deprecated list repeats the messages, but not where a link was the problem.
  const userErrors = errors.map(({ field, message, code }) => ({
    field: code === 'TOKEN_INVALID' ? null : field,
    message,
  }));
  return { customer, customerAccessToken, customerUserErrors: errors, userErrors };
}

/**
 * What the API says where a link and a new password did not open the account.
 *
 * @param field the argument in which link or token came
 */
export function problems(
  kind: AccountLinkKind,
  outcome: Exclude<AccountOutcome, { kind: 'done' }>,
  field: readonly string[],
): readonly CustomerUserError[] {
  if (outcome.kind === 'dead-link') {
    return [{ field, message: `Invalid ${kind} token`, code: 'TOKEN_INVALID' }];
  }
  const passwordField = field[0] === 'input' ? ['input', 'password'] : ['password'];
  return outcome.errors.map(({ code }) => ({
    field: passwordField,
    ...(PASSWORD_MESSAGES[code] ?? INVALID),
  }));
}

// Only "can't be blank" is recorded; the others follow the same manner.
const INVALID = { message: 'Password is invalid', code: 'INVALID' };
const PASSWORD_MESSAGES: { readonly [Code in FormError['code']]?: { message: string; code: string } } = {
  blank: { message: "Password can't be blank", code: 'BLANK' },
  too_short: {
    message: `Password is too short (minimum is ${PASSWORD_MIN_LENGTH} characters)`,
    code: 'TOO_SHORT',
  },
  starts_or_ends_with_space: {
    message: 'Password starts or ends with spaces',
    code: 'PASSWORD_STARTS_OR_ENDS_WITH_WHITESPACE',
  },
};
