/** Copies the address of this page. False where the browser has no clipboard or refuses it. */
export async function copyPageAddress(): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(location.href);
    return true;
  } catch {
    return false;
  }
}
