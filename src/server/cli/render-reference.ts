import { formatReference, REFERENCE_LETTERS, type TypedReference } from '../../contracts/reference.ts';
import { LEDGER } from '../domain/request-ledger.ts';
import type { FoundReference, FoundRequest } from '../domain/support-ports.ts';
import { renderFacts } from './render-facts.ts';
import { timeOf } from './render.ts';
import { decisionOf, REASONS, SEEN } from './support-words.ts';

/** Everything that staff may know of a reference. @returns undefined where that is nothing */
export function renderReference(
  { signs, state }: TypedReference,
  { requests, isMailboxRequest }: FoundReference,
): string | undefined {
  const shown = formatReference(signs);
  const parts = [
    ...(state === undefined ? [] : [`${REFERENCE_LETTERS[state]}-${shown}\n${SEEN[state]}`]),
    ...requests.map(renderFound),
    ...(isMailboxRequest
      ? [`This is a request of a shopper who cannot open their mailbox: npm run review -- show ${shown}`]
      : []),
  ];
  return parts.length === 0 ? undefined : parts.join('\n\n');
}

function renderFound(request: FoundRequest): string {
  const { receivedAt, locale, mailState, mailWhy, mailStateAt, facts } = request;
  const why = mailWhy === undefined ? '' : `, because ${REASONS[mailWhy]}`;
  const since = mailStateAt === undefined ? '' : ` (${timeOf(mailStateAt)})`;
  return [
    `Received  ${timeOf(receivedAt)}`,
    `Language  ${locale}`,
    `Decision  ${decisionOf(request)}`,
    ...(facts === undefined ? [] : renderFacts(facts)),
    ...(mailState === undefined ? [] : [`Mail      ${LEDGER[mailState].words}${why}${since}`]),
  ].join('\n');
}
