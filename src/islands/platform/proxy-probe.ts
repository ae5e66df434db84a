/** Stands in every page that our server answers through the app proxy. */
const OUR_PAGE = 'data-lk-state=';

/**
 * Does this app answer at the app proxy's path? Asked with a GET, which changes nothing.
 *
 * @param path the proxy's path in this shop
 */
export async function proxyAnswers(path: string): Promise<boolean> {
  try {
    const page = await (await fetch(path)).text();
    return page.includes(OUR_PAGE);
  } catch {
    return false;
  }
}
