import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver';
import { freePort } from '../../../src/devstore/postgres.ts';
import { startChild } from './child.ts';

/** WebKit's own driver on a screen that nobody sees. */
export interface WebKit {
  /** A browser of its own: no cookie, no storage. One at a time; its user ends it by `quit()`. */
  open(options: { readonly javaScript: boolean }): Promise<WebDriver>;
  stop(): Promise<void>;
}

/**
 * Starts a screen and the driver, for this process alone: sessions of one driver come one after the other, so
 * each worker has a driver of its own.
 *
 * @param program path of WebKitWebDriver, which knows where its browser is
 * @throws Error saying which of the two did not start
 */
export async function startWebKit(program: string): Promise<WebKit> {
  const screen = startChild('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp']);
  const display = await screen.firstLine();
  const port = await freePort();
  const server = `http://127.0.0.1:${port}`;
  const driver = startChild(program, ['--host=127.0.0.1', `--port=${port}`], { DISPLAY: `:${display}` });
  const stop = async () => {
    await driver.stop();
    // A browser that its driver has left behind ends with its screen.
    await screen.stop();
  };
  try {
    await driver.until(() =>
      fetch(`${server}/status`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
  } catch (problem) {
    await stop();
    throw problem;
  }
  return {
    stop,
    open: ({ javaScript }) => {
      const args = ['--automation', `--enable-javascript=${String(javaScript)}`];
      const wanted = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { args } };
      return new Builder().usingServer(server).withCapabilities(new Capabilities(wanted)).build();
    },
  };
}
