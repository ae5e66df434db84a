import { createModel, signal } from '@preact/signals';
import type { BrowserCheckPorts, BrowserTrouble } from './ports.ts';

/** Names what is wrong with this browser, one thing at a time: the next one when that is mended. */
export const BrowserCheckModel = createModel((ports: BrowserCheckPorts) => {
  const trouble = signal<BrowserTrouble | 'good' | undefined>(undefined);
  const copied = signal<boolean | undefined>(undefined);
  return {
    trouble,
    copied,
    async look() {
      // Emptied first, so that the same answer is said again.
      trouble.value = undefined;
      trouble.value = await ports.findTrouble();
    },
    async copy() {
      copied.value = await ports.copyAddress();
    },
  };
});

export type BrowserCheckModel = InstanceType<typeof BrowserCheckModel>;
