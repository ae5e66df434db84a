import type { Clock } from '../../contracts/clock.ts';
import type { LookUpReference } from '../domain/support-ports.ts';
import type { Review } from '../domain/review-mailbox-request.ts';
import { parseCommand, type Command } from './arguments.ts';
import { runLedgerCommand, type LedgerTool } from './ledger.ts';
import { renderReference } from './render-reference.ts';
import { renderList, renderRequest } from './render.ts';
import { USAGE, wordsFor } from './words.ts';

export interface ReviewTool {
  readonly review: Review;
  readonly lookUpReference: LookUpReference;
  readonly ledger: LedgerTool;
  readonly clock: Clock;
}

export interface ToolAnswer {
  /** 0 done, 1 not done, 2 not understood. */
  readonly exitCode: 0 | 1 | 2;
  readonly out?: string;
  readonly problem?: string;
}

/**
 * Runs one command of the merchant's review tool.
 *
 * @param argv what was typed after the tool's name
 * @param user whom the audit log names unless `--by` says otherwise
 * @param withTool opens what the command needs and closes it after; not called for what needs nothing
 */
export async function runReview(
  argv: readonly string[],
  user: string,
  withTool: (use: (tool: ReviewTool) => Promise<ToolAnswer>) => Promise<ToolAnswer>,
): Promise<ToolAnswer> {
  const command = parseCommand(argv, user);
  if (!command.ok) return { exitCode: 2, problem: `${command.reason}\n\n${USAGE}` };
  const { value } = command;
  if (value.name === 'help') return { exitCode: 0, out: USAGE };
  return withTool((tool) => carryOut(value, tool));
}

async function carryOut(
  command: Exclude<Command, { name: 'help' }>,
  { review, lookUpReference, ledger, clock }: ReviewTool,
): Promise<ToolAnswer> {
  switch (command.name) {
    case 'list': {
      const closed = command.all ? (['refused', 'expired'] as const) : [];
      const found = await review.list(['received', 'matched', 'waiting', 'approved', ...closed]);
      return { exitCode: 0, out: renderList(found, clock.now()) };
    }
    case 'find': {
      const out = renderReference(command.reference, await lookUpReference(command.reference.signs));
      return out === undefined ? { exitCode: 1, problem: NOTHING_FOUND } : { exitCode: 0, out };
    }
    case 'show': {
      const found = await review.show(command.reference, command.who);
      if (found === undefined) return { exitCode: 1, problem: wordsFor('not-found') };
      return { exitCode: 0, out: renderRequest(found, clock.now()) };
    }
    case 'approve': {
      const outcome = await review.approve(command.reference, command);
      if (!outcome.ok) return { exitCode: 1, problem: wordsFor(outcome.reason) };
      return { exitCode: 0, out: outcome.value === 'done' ? APPROVED : APPROVED_BEFORE };
    }
    case 'refuse': {
      const outcome = await review.refuse(command.reference, command);
      if (!outcome.ok) return { exitCode: 1, problem: wordsFor(outcome.reason) };
      return { exitCode: 0, out: 'Refused. Nothing was changed, and nothing is sent.' };
    }
    default:
      return runLedgerCommand(command, ledger, clock);
  }
}

const NOTHING_FOUND = 'Nothing is kept with this reference number.';
const APPROVED =
  'Approved. The customer has the new address; a worker sends the mail that fits their account. See show. On codes no mail is sent: they sign in with the new address.';
const APPROVED_BEFORE = 'This was approved before, and everything is done. See show for the mail.';
