import { screen, waitFor } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { WayInProps } from '../../../src/contracts/island-props.ts';
import * as addressAdvice from '../../../src/islands/entries/address-advice.ts';
import * as inboxChecks from '../../../src/islands/entries/inbox-checks.tsx';
import * as inboxHelp from '../../../src/islands/entries/inbox-help.tsx';
import '../../../src/islands/entries/way-in.tsx';
import { found } from './found.ts';
import { settled, wayInMarkup } from './markup.ts';
import { stubModules } from './modules.ts';
import { wayInProps } from './props.ts';
import { KIND_SHOP, shopFetch, type Call, type ShopAnswers } from './shop.ts';

/** When every test begins. */
export const NOON = Date.UTC(2026, 10, 22, 12);

/** All that a page loads beside the way-in island. */
export const MODULES = {
  'inbox-help': inboxHelp,
  'inbox-checks': inboxChecks,
  'address-advice': addressAdvice,
};

export const user = userEvent.setup();

/** A page with the way-in island, and the shop behind it; for one test file, which gets a new one for each test. */
export function pageOfShop() {
  let calls: Call[] = [];
  let modules: readonly string[] = [];

  /** A shop that answers so, and modules that arrive. */
  function open(
    answers: ShopAnswers = {},
    present: Readonly<Record<string, object | undefined>> = MODULES,
  ): void {
    calls = [];
    vi.unstubAllGlobals();
    const there = Object.entries(present).flatMap(([name, module]) =>
      module ? [[name, module] as const] : [],
    );
    modules = stubModules(Object.fromEntries(there));
    vi.stubGlobal('fetch', shopFetch({ ...KIND_SHOP, ...answers }, calls));
  }

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOON });
    open();
  });

  afterEach(async () => {
    document.body.innerHTML = '';
    await settled();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    vi.useRealTimers();
    sessionStorage.clear();
    localStorage.clear();
  });

  return {
    open,
    /** What was asked of the shop, in order. */
    calls: (): readonly Call[] => calls,
    /** The same, by the last part of the address. */
    paths: (): readonly string[] => calls.map(({ path }) => path.replace(/^.*\//, '')),
    /** The names of the modules that were imported, in order. */
    modules: (): readonly string[] => modules,
    /** @returns the HTML, as the server printed it */
    show(more: Partial<WayInProps> = {}): string {
      const html = wayInMarkup({ ...wayInProps(), ...more }, { lead: true });
      document.body.innerHTML = html;
      return html;
    },
    async ask(address: string): Promise<void> {
      await user.type(screen.getByLabelText('Email address'), address);
      await user.click(screen.getByRole('button', { name: 'Email me a link' }));
    },
    /** The help's place, when there is something in it. */
    async help(): Promise<HTMLElement> {
      await waitFor(() => expect(document.querySelector('[data-lk-inbox]')?.firstElementChild).toBeTruthy());
      return found('[data-lk-inbox]', HTMLElement);
    },
  };
}

/** Lets promises that wait for nothing else, and events that the browser puts off, come to their end. */
export async function flushed(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve));
}
