import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findBrowserTrouble } from '../../src/islands/platform/browser-trouble.ts';

const PAGE = '/apps/account-access/requests';
/** Dates of answers have no milliseconds. */
const NOON = Date.UTC(2026, 10, 22, 12);

const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();
let time = NOON;

const look = () => findBrowserTrouble(PAGE, { now: () => time });

beforeEach(() => {
  time = NOON;
  fetched.mockReset().mockImplementation(async () => answer(new Date(NOON).toUTCString()));
  vi.stubGlobal('fetch', fetched);
  vi.stubGlobal('isSecureContext', true);
  define('serviceWorker', {});
  define('storage', { getDirectory: async () => ({}) });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  for (const name of ['serviceWorker', 'storage']) Reflect.deleteProperty(navigator, name);
});

/** What people have, by what it calls itself. */
const ORDINARY = {
  'Chrome on Windows':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Chrome on a Mac':
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Chrome on Android':
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  'Chrome on an iPhone':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.7444.46 Mobile/15E148 Safari/604.1',
  'Firefox on Linux': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  'Firefox on Android': 'Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0',
  'Firefox on an iPhone':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/145.0 Mobile/15E148 Safari/605.1.15',
  'Firefox on an iPad':
    'Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/145.0 Mobile/15E148 Safari/605.1.15',
  'Safari on a Mac':
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
  'Safari on an iPhone':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
  'Safari on an old iPad':
    'Mozilla/5.0 (iPad; CPU OS 15_8 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.6 Mobile/15E148 Safari/604.1',
  'Edge on Windows':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
  'Edge on Android':
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36 EdgA/142.0.0.0',
  'Edge on an iPhone':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 EdgiOS/142.0.3595.53 Mobile/15E148 Safari/605.1.15',
  'Samsung Internet':
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
  'Samsung Internet on a tablet':
    'Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Safari/537.36',
  'Opera on Windows':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 OPR/124.0.0.0',
  'DuckDuckGo on an iPhone':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15',
};

const IN_APP = {
  'Facebook on an iPhone':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/520.0.0.38.101;FBBV/754952213;FBDV/iPhone15,2;FBMD/iPhone;FBSN/iOS;FBSV/18.6;FBSS/3;FBID/phone;FBLC/nb_NO;FBOP/5]',
  'Facebook on Android':
    'Mozilla/5.0 (Linux; Android 14; SM-S911B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/141.0.7390.122 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/520.0.0.44.99;]',
  'Messenger on Android':
    'Mozilla/5.0 (Linux; Android 13; Pixel 6 Build/TQ3A.230901.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/139.0.7258.143 Mobile Safari/537.36 [FB_IAB/Orca-Android;FBAV/470.0.0.25.109;]',
  'Instagram on an iPhone':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 390.0.0.28.85 (iPhone14,5; iOS 18_5; de_DE; de; scale=3.00; 1170x2532; 754000000)',
  'Instagram on Android':
    'Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A.240805.005; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/138.0.7204.179 Mobile Safari/537.36 Instagram 390.0.0.43.81 Android (34/14; 420dpi; 1080x2205; Google; Pixel 8; shiba; shiba; fr_FR; 754000000)',
  'LINE on an iPhone':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari Line/15.4.1',
  'Snapchat on an iPhone':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1 Snapchat/12.91.0.40 (like Safari/8618.2.12.10.9, panda)',
  'Pinterest on an iPhone':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [Pinterest/iOS]',
  'Pinterest on Android':
    'Mozilla/5.0 (Linux; Android 12; SM-A525F Build/SP1A.210812.016) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.6099.144 Mobile Safari/537.36 [Pinterest/Android]',
  'TikTok on an iPhone':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 musical_ly_36.5.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en Region/GB BytedanceWebview/d8a21c6',
  'LinkedIn on Android':
    'Mozilla/5.0 (Linux; Android 13; SM-G991B Build/TP1A.220624.014; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/119.0.6045.163 Mobile Safari/537.36 [LinkedInApp]/4.1.881',
  'WeChat on an iPhone':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.50(0x18003231) NetType/WIFI Language/zh_CN',
  'the Google app on an iPhone':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/390.0.815607271 Mobile/15E148 Safari/604.1',
  'X on an iPhone':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22G86 Twitter for iPhone/11.20',
  'a mail program on an iPad':
    'Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
  'some app on Android':
    'Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP4A.250105.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0.7444.48 Mobile Safari/537.36',
};

test.each(Object.entries(ORDINARY))('%s is a good browser', async (_, userAgent) => {
  calledItself(userAgent);

  expect(await look()).toBe('good');
});

test.each(Object.entries(IN_APP))(
  '%s is an app, and nothing is fetched to find that out',
  async (_, userAgent) => {
    calledItself(userAgent);

    expect(await look()).toBe('in_app');
    expect(fetched).not.toHaveBeenCalled();
  },
);

describe('cookies', () => {
  test('that are kept leave no trace', async () => {
    expect(await look()).toBe('good');
    expect(document.cookie).toBe('');
  });

  test('that the browser drops are the trouble', async () => {
    vi.spyOn(document, 'cookie', 'set').mockImplementation(() => {});

    expect(await look()).toBe('cookies');
  });

  test('that may not even be asked for are the trouble', async () => {
    vi.spyOn(document, 'cookie', 'set').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });

    expect(await look()).toBe('cookies');
  });
});

describe('the clock', () => {
  test.each([-300_000, -299_000, 0, 60_000, 300_000])('%d ms beside the server’s is good', async (off) => {
    time = NOON + off;

    expect(await look()).toBe('good');
  });

  test.each([-300_001, 300_001, 86_400_000, -31_536_000_000])(
    '%d ms beside the server’s is wrong',
    async (off) => {
      time = NOON + off;

      expect(await look()).toBe('clock');
    },
  );

  test.each([undefined, '', 'yesterday'])('is not judged by an answer with the date %j', async (date) => {
    fetched.mockResolvedValue(answer(date));

    expect(await look()).toBe('good');
  });

  test('is compared with any answer of the shop, by a request that changes nothing and is not kept', async () => {
    fetched.mockResolvedValue(answer(new Date(0).toUTCString(), 404));

    expect(await look()).toBe('clock');
    expect(fetched.mock.calls).toEqual([
      [PAGE, { method: 'HEAD', cache: 'no-store', referrerPolicy: 'no-referrer' }],
    ]);
  });
});

describe('the network', () => {
  test('that the browser says is missing is not tried', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);

    expect(await look()).toBe('offline');
    expect(fetched).not.toHaveBeenCalled();
  });

  test('that answers nothing is missing', async () => {
    fetched.mockRejectedValue(new TypeError('failed'));

    expect(await look()).toBe('offline');
  });
});

describe('a private window', () => {
  test('of Firefox is one without service workers', async () => {
    Reflect.deleteProperty(navigator, 'serviceWorker');

    expect(await look()).toBe('private');
  });

  test('of Safari is one without a folder', async () => {
    define('storage', { getDirectory: () => Promise.reject(new DOMException('denied', 'UnknownError')) });

    expect(await look()).toBe('private');
  });

  test('is not guessed where the browser is older than such folders', async () => {
    define('storage', {});

    expect(await look()).toBe('good');
  });

  test('is not guessed outside https, where every browser lacks these', async () => {
    vi.stubGlobal('isSecureContext', false);
    for (const name of ['serviceWorker', 'storage']) Reflect.deleteProperty(navigator, name);

    expect(await look()).toBe('good');
  });
});

test('of many troubles the likeliest is named, and when that is mended the next', async () => {
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  const app = calledItself(IN_APP['Instagram on an iPhone']);
  const cookies = vi.spyOn(document, 'cookie', 'set').mockImplementation(() => {});
  time = NOON + 3_600_000;
  Reflect.deleteProperty(navigator, 'serviceWorker');
  const mend = [
    () => online.mockRestore(),
    () => app.mockRestore(),
    () => cookies.mockRestore(),
    () => (time = NOON),
    () => define('serviceWorker', {}),
  ];

  const named = [await look()];
  for (const one of mend) {
    one();
    named.push(await look());
  }

  expect(named).toEqual(['offline', 'in_app', 'cookies', 'clock', 'private', 'good']);
});

function calledItself(userAgent: string) {
  return vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent);
}

function answer(date: string | undefined, status = 200): Response {
  return new Response(null, { status, headers: date === undefined ? {} : { date } });
}

function define(name: string, value: unknown): void {
  Object.defineProperty(navigator, name, { value, configurable: true });
}
