import { copyText } from './copy-text.ts';

/** Copies the address of this page. False where the browser has no clipboard or refuses it. */
export function copyPageAddress(): Promise<boolean> {
  return copyText(location.href);
}
