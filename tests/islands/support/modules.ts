import { vi } from 'vitest';

let serial = 0;

/**
 * Stands in for the modules that islands fetch from beside themselves, which in a test do not come over HTTP; until
 * `vi.unstubAllGlobals()`. A module that is not given does not arrive.
 *
 * @param modules what each exports, by its name
 * @returns the names that were asked for, in order
 */
export function stubModules(modules: Readonly<Record<string, object>>): readonly string[] {
  const asked: string[] = [];
  vi.stubGlobal('modulesInstead', modules);
  vi.stubGlobal(
    'URL',
    class extends URL {
      override get href(): string {
        const name = /([\w-]+)\.js$/.exec(this.pathname)?.[1];
        if (name === undefined) return super.href;
        asked.push(name);
        const module = modules[name];
        if (!module) return super.href;
        // Another address each time: what was imported from an address once is not asked for again.
        return `data:text/javascript,/*${(serial += 1)}*/export const {${Object.keys(module).join()}}=globalThis.modulesInstead['${name}']`;
      }
    },
  );
  return asked;
}
