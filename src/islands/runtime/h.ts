/** The same for what borrows its libraries: without fragments, which the lender need not export then. */
export { h } from 'preact';
