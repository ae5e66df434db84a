/**
 * Fetches a JSON file that lies beside a module.
 *
 * @param module address of the module
 * @returns rejects when it does not arrive
 */
export async function fetchBeside(name: string, module: string): Promise<unknown> {
  const response = await fetch(new URL(name, module), {
    credentials: 'omit',
    // The page's address may be an account link, which no other server has to see.
    referrerPolicy: 'no-referrer',
  });
  if (!response.ok) throw new TypeError(name);
  return response.json();
}
