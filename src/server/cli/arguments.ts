import { parseArgs } from 'node:util';
import { formatReference, parseReference, type TypedReference } from '../../contracts/reference.ts';
import { ok, refused, type Result } from '../../contracts/result.ts';
import { isLedgerCommand, LEDGER_TAKES, parseLedgerCommand, type LedgerCommand } from './ledger-arguments.ts';

export type Command =
  | { readonly name: 'help' }
  | LedgerCommand
  | { readonly name: 'list'; readonly all: boolean }
  | { readonly name: 'find'; readonly reference: TypedReference }
  | { readonly name: 'show'; readonly reference: string; readonly who: string }
  | {
      readonly name: 'approve';
      readonly reference: string;
      readonly who: string;
      readonly early: boolean;
      readonly despiteFacts: boolean;
      readonly reason: string | undefined;
    }
  | {
      readonly name: 'refuse';
      readonly reference: string;
      readonly who: string;
      readonly reason: string | undefined;
    };

const OPTIONS = {
  all: { type: 'boolean' },
  now: { type: 'boolean' },
  'despite-facts': { type: 'boolean' },
  reason: { type: 'string' },
  by: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** Which options go with which command, beside `--by` and `--help`. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  list: ['all'],
  find: [],
  show: [],
  approve: ['now', 'despite-facts', 'reason'],
  refuse: ['reason'],
  ...LEDGER_TAKES,
};

/** Longer than any sentence that explains a decision. */
const REASON_MAX_LENGTH = 300;
const NO_NAME = '--by takes a name, for the audit log.';
const WHO = /^[\p{L}\p{M}\p{N}._' -]{1,60}$/u;

/**
 * Reads what was typed after `npm run review --`.
 *
 * @param user whom the audit log names unless `--by` says otherwise
 * @returns the command, or a sentence that says what is wrong with it
 */
export function parseCommand(argv: readonly string[], user: string): Result<Command, string> {
  const typed = parseTyped(argv);
  if (!typed.ok) return typed;
  const { values, positionals } = typed.value;
  const [name, given, ...more] = positionals;
  if (values.help === true || name === undefined) return ok({ name: 'help' });
  const takes = Object.hasOwn(TAKES, name) ? TAKES[name] : undefined;
  if (takes === undefined) return refused(`There is no command ${name}.`);
  const stray = Object.keys(values).find((option) => option !== 'by' && !takes.includes(option));
  if (stray !== undefined) return refused(`${name} has no option --${stray}.`);

  if (name === 'list') {
    return given === undefined ? ok({ name, all: values.all === true }) : refused('list takes no reference.');
  }
  const who = (values.by ?? user).trim();
  const hasName = WHO.test(who);
  if (isLedgerCommand(name)) {
    return hasName ? parseLedgerCommand(name, positionals.slice(1), who) : refused(NO_NAME);
  }
  if (given === undefined) return refused(`${name} needs a reference: npm run review -- ${name} 7QX2M-4RVWH`);
  if (more.length > 0) return refused(`${name} takes one reference only.`);
  const typedReference = parseReference(given);
  if (typedReference === undefined) {
    return refused('This is no reference. One looks like 7QX2M-4RVWH or C-7QX2M-4RVWH.');
  }
  if (name === 'find') return ok({ name, reference: typedReference });
  const { signs, state = 'needs-review' } = typedReference;
  if (state !== 'needs-review') {
    return refused('No request to be reviewed has such a reference. Look it up with find.');
  }
  if (!hasName) return refused(NO_NAME);
  const reference = formatReference(signs);
  const reason = values.reason?.trim();
  const wrong = reason === undefined ? undefined : problemOfReason(reason);
  if (wrong !== undefined) return refused(wrong);
  if (name === 'show') return ok({ name, reference, who });
  if (name === 'refuse') return ok({ name, reference, who, reason });
  return ok({
    name: 'approve',
    reference,
    who,
    early: values.now === true,
    despiteFacts: values['despite-facts'] === true,
    reason,
  });
}

function parseTyped(argv: readonly string[]) {
  try {
    return ok(parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true }));
  } catch (error) {
    return refused(error instanceof Error ? error.message : 'This cannot be read.');
  }
}

/** The audit log is kept longer than the request, so nothing personal may get into it. */
function problemOfReason(reason: string): string | undefined {
  if (reason === '') return '--reason needs words.';
  if (reason.length > REASON_MAX_LENGTH) return `--reason takes up to ${REASON_MAX_LENGTH} characters.`;
  if (/\p{Cc}/u.test(reason)) return '--reason takes one line.';
  return reason.includes('@')
    ? 'Leave addresses out of --reason: the audit log is kept when the request is deleted.'
    : undefined;
}
