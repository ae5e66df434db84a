/** The address of a page that a link in a mail opens. */
export const LINK_PAGE = /\/account\/(activate|reset)\//;

/**
 * Did the shop itself send the visitor on to this page, and did they come from somewhere else, as a click in a
 * mail does, or from the page of a link? A dead link often ends like that, on a sign-in page that says nothing
 * about it. So does a bookmark of `/account`: good for an offer, never for a statement.
 *
 * @param timing the page's navigation timing; `redirectCount` counts redirects within one origin only
 */
export function arrivedByRedirect(
  { referrer, location }: Pick<Document, 'referrer'> & { readonly location: Pick<Location, 'origin'> },
  timing: object | undefined,
): boolean {
  return (
    Object(timing).redirectCount > 0 &&
    (!referrer.startsWith(`${location.origin}/`) || LINK_PAGE.test(referrer))
  );
}
