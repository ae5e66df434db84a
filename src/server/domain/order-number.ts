/**
 * Is this order the one that a shopper named? Signs and capitals do not count (`#1001-a`, `1001A`). Who typed
 * figures alone may have left out what the merchant puts before them (`EN1001`).
 *
 * @param name the order's name as Shopify has it
 */
export function isOrderNamed(name: string, typed: string): boolean {
  const [own, wanted] = [plain(name), plain(typed)];
  return own === wanted || (/^\d+$/.test(wanted) && own.replace(/^\D+/, '') === wanted);
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
