import type { Clock } from '../../contracts/clock.ts';
import type { AccountsRecords } from '../domain/accounts-ports.ts';
import type { CountOpenWork, ReadSurveyPage, RecallCustomers } from '../domain/switch-over-ports.ts';
import { surveyCustomers, type OnProgress } from '../domain/switch-over-survey.ts';
import type { Timer } from '../domain/timer.ts';
import { parseSwitchOver, type SwitchOverCommand } from './switch-over-arguments.ts';
import { number, renderReport, reportBody } from './switch-over-render.ts';
import { renderTexts, textsBody } from './switch-over-texts.ts';
import { surveyProblem, USAGE } from './switch-over-words.ts';

/** What a report is made with. */
export interface SwitchOverTool {
  readonly shop: string;
  /** In lower case. */
  readonly blockTags: readonly string[];
  readonly readPage: ReadSurveyPage;
  readonly recall: RecallCustomers;
  readonly countOpenWork: CountOpenWork;
  /** Which accounts the app's own pages go by. */
  readonly findAccounts: AccountsRecords['find'];
  readonly clock: Clock;
  readonly timer: Timer;
}

export interface SwitchOverAnswer {
  /** 0 done, 1 not done, 2 not understood, 130 stopped from outside. */
  readonly exitCode: 0 | 1 | 2 | 130;
  readonly out?: string;
  readonly problem?: string;
}

/** Why there is no tool for the shop that was asked for: a sentence. */
export interface NoTool {
  readonly problem: string;
}

/**
 * Runs the merchant's switch-over command.
 *
 * @param argv what was typed after the tool's name
 * @param run.withTool opens what a report needs and closes it after; not called for what needs nothing
 * @param run.say is told how far it is
 * @param run.signal stops it
 */
export async function runSwitchOver(
  argv: readonly string[],
  run: {
    readonly withTool: (
      shop: string | undefined,
      use: (tool: SwitchOverTool) => Promise<SwitchOverAnswer>,
    ) => Promise<SwitchOverAnswer | NoTool>;
    readonly say: (line: string) => void;
    readonly signal: AbortSignal;
  },
): Promise<SwitchOverAnswer> {
  const command = parseSwitchOver(argv);
  if (!command.ok) return { exitCode: 2, problem: `${command.reason}\n\n${USAGE}` };
  const { value } = command;
  if (value.name === 'help') return { exitCode: 0, out: USAGE };
  if (value.name === 'texts') {
    return { exitCode: 0, out: value.json ? json(textsBody(value)) : renderTexts(value) };
  }
  const answer = await run.withTool(value.shop, (tool) => report(tool, value, run));
  return 'exitCode' in answer ? answer : { exitCode: 2, problem: `${answer.problem}\n\n${USAGE}` };
}

async function report(
  tool: SwitchOverTool,
  { withAddresses, json: isJson }: Extract<SwitchOverCommand, { name: 'report' }>,
  { say, signal }: { readonly say: (line: string) => void; readonly signal: AbortSignal },
): Promise<SwitchOverAnswer> {
  const { shop, clock, countOpenWork, findAccounts } = tool;
  const survey = await surveyCustomers({ ...tool, withAddresses, onProgress: progress(say), signal });
  if (!survey.ok) {
    const { reason } = survey;
    if (reason === 'stopped') return { exitCode: 130, problem: 'Stopped. Nothing was changed or kept.' };
    return { exitCode: 1, problem: surveyProblem(reason, withAddresses) };
  }
  const { accounts, counts } = survey.value;
  const open = await countOpenWork(shop, clock.now());
  const known = await findAccounts(shop);
  const pages = { version: known?.news?.version, mirrored: known?.mirrored };
  const all = { shop, at: clock.now(), accounts, pages, counts, withAddresses, open };
  return { exitCode: 0, out: isJson ? json(reportBody(all)) : renderReport(all) };
}

/** A line for every so many customers, and for every wait of some length. */
const SAID_EVERY = 1_000;
const LONG_WAIT_SECONDS = 5;

function progress(say: (line: string) => void): OnProgress {
  let said = 0;
  return (customers, waitSeconds = 0) => {
    if (waitSeconds >= LONG_WAIT_SECONDS) {
      say(`${number(customers)} customers read; waiting ${waitSeconds} s for Shopify …`);
    } else if (customers >= said + SAID_EVERY) {
      said = customers;
      say(`${number(customers)} customers read …`);
    }
  };
}

function json(body: object): string {
  return JSON.stringify(body, undefined, 2);
}
