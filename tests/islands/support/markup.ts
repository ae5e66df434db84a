import type { SetPasswordProps, SignInProps, WayInProps } from '../../../src/contracts/island-props.ts';

/**
 * The elements as the snippets print them, reduced to what the islands hold on to. That the snippets print
 * it so is checked in `tests/liquid/extension`.
 */
export function setPasswordMarkup(props: SetPasswordProps, attributes = ''): string {
  return `<latchkey-set-password ${attributes}>
    <div class="lk-panel" data-lk-intro>
      <h2>Server heading</h2>
      <ol><li>Choose a password here.</li><li>Your account opens.</li></ol>
    </div>
    <form method="post" action="/account/activate" data-lk-form="activation" data-lk-own-form="activation">
      <input type="hidden" name="form_type" value="activate_customer_password">
      <script type="application/json">${JSON.stringify(props)}</script>
      <div class="lk-panel" data-lk-server>
        <label for="${props.id}-password">New password</label>
        <input type="password" id="${props.id}-password" name="customer[password]">
        <label for="${props.id}-again">The same password again</label>
        <input type="password" id="${props.id}-again" name="customer[password_confirmation]">
        <button type="submit">Server button</button>
      </div>
      <div class="lk-panel" data-lk-help>
        <details><summary>This isn’t you?</summary>
          <button type="submit" name="decline" formnovalidate>Decline the invitation</button>
        </details>
      </div>
    </form>
  </latchkey-set-password>`;
}

export interface WayInMarkup {
  /** Does the offer stand open and first? */
  readonly lead?: boolean;
  /** What Liquid knows of the reason for the visit. */
  readonly why?: string;
  readonly attributes?: string;
  /** What stands in the field before the script is there. */
  readonly typed?: string;
}

export function wayInMarkup(
  given: WayInProps,
  { lead = false, why, attributes = '', typed = '' }: WayInMarkup = {},
): string {
  // Of its own, as on a page of its own: an element that comes back with the same id goes on where it was.
  const props = { ...given, id: `lk-${(serial += 1)}` };
  const body = `<div data-lk-server>
      <h2>Server heading</h2>
      <form action="${props.action}" method="post" data-lk-form="way-in">
        <label for="${props.id}-email">Email address</label>
        <input type="email" id="${props.id}-email" name="email" value="${typed}">
        <button type="submit">Server button</button>
      </form>
    </div><p><a href="/account/login" data-lk-sign-in>Sign in instead</a></p>`;
  const folded = `<details data-lk-fold>
      <summary><span>Link not working?</span><span>Came from a mail?</span></summary>${body}</details>`;
  return `<latchkey-way-in ${lead ? 'data-lk-lead' : ''} ${why === undefined ? '' : `data-lk-why="${why}"`} ${attributes}>
    <script type="application/json">${JSON.stringify(props)}</script>
    <div class="lk-panel">${lead ? body : folded}</div>
  </latchkey-way-in>`;
}

/** What the sign-in guide leads to. */
export const SIGN_IN_URL = '/customer_authentication/login?return_to=%2Fpages%2Fhelp&locale=en';

export function signInMarkup(props: SignInProps | object, attributes = ''): string {
  return `<latchkey-sign-in ${attributes}>
    <script type="application/json">${JSON.stringify(props)}</script>
    <div class="lk-panel">
      <h2>You don’t need a password any more</h2>
      <div data-lk-address hidden></div>
      <p><a href="${SIGN_IN_URL}" data-lk-sign-in-button>Sign in with a code</a></p>
      <details data-lk-code-help>
        <summary>The code does not come?</summary>
        <p><a href="/apps/account-access/sign-in">See what helps</a></p>
      </details>
    </div>
  </latchkey-sign-in>`;
}

let serial = 0;

/** Lets the custom elements do what they put off to the end of the current turn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}
