import { createHash, webcrypto } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildCommonPasswords } from '../../scripts/build-common-passwords.ts';
import { advise } from '../../src/islands/entries/password-advice.ts';
import type { Advice } from '../../src/islands/password-advice/judge-password.ts';

const PATH = '/apps/account-access/breached-passwords';
const HASH = createHash('sha1').update('sunny hill road').digest('hex').toUpperCase();

const file = JSON.stringify(buildCommonPasswords());
let urls: string[] = [];
let container: HTMLElement;
let input: HTMLInputElement;
let capsLock: boolean[] = [];
let end = (): void => {};

beforeEach(() => {
  urls = [];
  capsLock = [];
  container = document.body.appendChild(document.createElement('div'));
  input = container.appendChild(document.createElement('input'));
  vi.stubGlobal('crypto', webcrypto);
  vi.stubGlobal('fetch', async (address: string | URL) => {
    const url = String(address);
    urls.push(url);
    return new Response(url.endsWith('/common-passwords.json') ? file : `${HASH.slice(5)}:3\r\n`);
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  container.remove();
});

describe('what the island imports with the first letter', () => {
  it('fetches the list from beside itself and looks up where the merchant says so', async () => {
    const said = ask('sunny hill road', PATH);
    vi.advanceTimersByTime(600);
    await vi.waitFor(() => expect(said).toEqual(['none', 'good', 'breached']), { timeout: 5_000 });

    const beside = new URL('common-passwords.json', urls[0]).href;
    expect(urls).toEqual([beside, `${PATH}/${HASH.slice(0, 5)}`]);
  });

  it('asks nobody but for the list otherwise', async () => {
    const said = ask('P@ssw0rd2024!', undefined);
    await vi.waitFor(() => expect(said).toEqual(['none', 'common']), { timeout: 5_000 });

    expect(urls).toHaveLength(1);
  });

  it('asks nobody but for the list where the browser cannot hash', async () => {
    vi.stubGlobal('crypto', {});
    const said = ask('sunny hill road', PATH);
    vi.advanceTimersByTime(600);
    await vi.waitFor(() => expect(said).toEqual(['none', 'good']), { timeout: 5_000 });

    expect(urls).toHaveLength(1);
  });

  it('says whether Caps Lock is on in the field', () => {
    ask('a', undefined);

    press(true);
    press(false);

    expect(capsLock).toEqual([true, false]);
  });

  it('works without a field, too', () => {
    input.remove();

    expect(ask('forest', undefined)).toEqual(['longer']);
  });

  it('says nothing any more once it is disposed of', async () => {
    const said = ask('sunny hill road', PATH);
    end();
    press(true);
    await vi.runAllTimersAsync();

    expect(capsLock).toEqual([]);
    expect(said).toEqual(['none']);
  });
});

function ask(password: string, path: string | undefined): readonly Advice[] {
  const said: Advice[] = [];
  const adviser = advise(path, container, (on) => capsLock.push(on));
  end = () => adviser.dispose();
  adviser.advise(password, (advice) => said.push(advice));
  return said;
}

function press(modifierCapsLock: boolean): void {
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'A', modifierCapsLock }));
}
