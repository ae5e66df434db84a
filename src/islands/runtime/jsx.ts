/** What the build turns JSX into: the classic factory is smaller than the automatic runtime. */
export { Fragment, h } from 'preact';
