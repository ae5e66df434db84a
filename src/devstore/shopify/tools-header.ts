import { html } from 'hono/html';

const TOOLS = [
  ['/', 'Mailbox'],
  ['/controls', 'Controls'],
  ['/journeys', 'Journeys'],
  ['/editor', 'Theme editor'],
] as const;

/** The way from each tool of the local shop to the others. */
export function toolsHeader() {
  return html`<header>${TOOLS.map(([path, name]) => html`<a href="${path}">${name}</a> `)}</header>`;
}
