/**
 * Do two postcodes, as two people wrote them, mean the same place? White space, hyphens and capitals do not count,
 * nor does a country in front (`D-10115`, `SE-114 55`). Of a long US code (`90210-1234`) the first five figures are
 * enough where the other side has no more.
 */
export function samePostcode(one: string, other: string): boolean {
  const [left, right] = [plain(one), plain(other)];
  if (left === '' || right === '') return false;
  return left === right || (isUsPair(left, right) && left.slice(0, 5) === right.slice(0, 5));
}

function plain(postcode: string): string {
  return postcode
    .normalize('NFKC')
    .toUpperCase()
    .trim()
    .replace(/^[A-Z]{1,2}-(?=\d)/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function isUsPair(left: string, right: string): boolean {
  const [short = '', long = ''] = [left, right].toSorted((one, other) => one.length - other.length);
  return /^\d{5}$/.test(short) && /^\d{9}$/.test(long);
}
