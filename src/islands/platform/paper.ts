/** The colour the theme paints its pages with; something must stand on it that floats above other content. */
export function pagePaper(page: Document): string {
  const painted = [page.body, page.documentElement]
    .map((element) => getComputedStyle(element).backgroundColor)
    .find((colour) => colour !== '' && colour !== 'transparent' && !/^rgba\(.*, 0\)$/.test(colour));
  return painted ?? 'Canvas';
}
