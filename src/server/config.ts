import { isIP } from 'node:net';
import { key, readAccess, readClientSecrets, type Access } from './config-access.ts';
import { readLedger, type LedgerConfig } from './config-ledger.ts';
import { SHOP_DOMAIN } from '../contracts/shop-domain.ts';
import type { DeclinedPolicy, UnknownHistory } from './domain/decide.ts';
import type { OrderHistory } from './domain/mailbox-facts.ts';
import { readPacingConfig, type PacingConfig } from './pacing-config.ts';
import { readTelemetryConfig, type TelemetryConfig } from './telemetry/config.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything the environment decides, read once. */
export interface Config {
  /** The app's client secrets, the newest first: Shopify signs the app proxy's query, webhooks and session tokens. */
  readonly apiSecrets: readonly string[];
  readonly access: Access;
  /** The custom app's shop. Where shops install the app: the one that the review tool is for, if any. */
  readonly shopDomain: string | undefined;
  /** Where a shop's APIs are called: `https://<shop>` unless SHOPIFY_ORIGIN names a local shop. */
  readonly shopifyOrigin: string | undefined;
  readonly databaseUrl: string;
  /** 32 bytes from which the keys for hashing and encrypting addresses are derived. */
  readonly addressKey: Uint8Array;
  readonly host: string;
  readonly port: number;
  /** Whom the shop's mails come from, as the pages without scripts tell it; what is empty they leave out. */
  readonly mail: { readonly senderName: string; readonly senderEmail: string; readonly subject: string };
  /** Which X-Forwarded-For entry is the shopper, counted from the right. */
  readonly forwardedHops: number;
  readonly limits: {
    readonly addressPerHour: number;
    readonly ipPer10Minutes: number;
    readonly shopPerHour: number;
  };
  /** When a browser is asked for some seconds of computing: domain/suspicion.ts. */
  readonly proofOfWork: {
    readonly isOn: boolean;
    readonly networkAddresses: number;
    readonly shopPerHour: number;
  };
  /** Requests of shoppers without their mailbox, counted apart. */
  readonly mailboxLimits: {
    readonly addressPerHour: number;
    readonly ipPer10Minutes: number;
    readonly shopPerHour: number;
  };
  /** How long such a request waits for a word from the old address before it may be approved. */
  readonly mailboxWaitHours: number;
  /** After how many days without a decision such a request expires. */
  readonly mailboxExpireDays: number;
  /** For how many days such a request is kept after its decision. */
  readonly mailboxKeepDays: number;
  /** For how many days a way-in request is kept. */
  readonly requestKeepDays: number;
  /** Which orders the app may read: Shopify shows 60 days of them unless it granted `read_all_orders`. */
  readonly orderHistory: OrderHistory;
  /** Lower case. */
  readonly blockTags: readonly string[];
  readonly ledger: LedgerConfig;
  /** Is Shopify asked which accounts a shop has, and told for Liquid? Otherwise only what it tells by itself is known. */
  readonly accountsCheck: boolean;
  readonly declinedPolicy: DeclinedPolicy;
  readonly unknownHistory: UnknownHistory;
  readonly repeatWindowSeconds: number;
  /** Where stolen passwords are looked up, or undefined where the look-up is turned off. */
  readonly breachedPasswordsOrigin: string | undefined;
  /** Whose mailboxes a domain has, for shoppers who wait for a mail. */
  readonly mailboxLookUp: {
    readonly isOn: boolean;
    /** `192.0.2.1`, `192.0.2.1:5353`, `[2001:db8::1]:53`; none: the machine's own resolvers. */
    readonly dnsServers: readonly string[];
    readonly limits: { readonly ipPer10Minutes: number; readonly shopPer10Minutes: number };
  };
  readonly logLevel: LogLevel;
  readonly telemetry: TelemetryConfig;
  readonly pacing: PacingConfig;
}

/** Names every variable that is missing or bad; never shows a value, because some are secrets. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment into a frozen configuration.
 *
 * @throws ConfigError naming all missing and bad variables at once
 */
export function readConfig(env: Env = process.env): Config {
  const problems: string[] = [];

  function read<T>(name: string, expected: string, parse: (text: string) => T | undefined, fallback?: T): T {
    const text = env[name]?.trim() ?? '';
    const value = text === '' ? fallback : parse(text);
    if (value === undefined)
      problems.push(`${name}: ${text === '' ? 'missing' : 'bad'}, expected ${expected}`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- never used when undefined: problems throw below
    return value as T;
  }
  const text = (name: string, expected: string) => read(name, expected, (value) => value);
  const whole = (name: string, least: number, most: number, fallback: number) =>
    read(
      name,
      `a whole number from ${least} to ${most}`,
      (value) => wholeNumber(value, least, most),
      fallback,
    );
  const oneOf = <T extends string>(name: string, choices: readonly T[], fallback: T) =>
    read(
      name,
      `one of ${choices.join(', ')}`,
      (value) => choices.find((choice) => choice === value),
      fallback,
    );

  const isSet = (name: string) => (env[name]?.trim() ?? '') !== '';
  const access = readAccess(isSet, text, read);
  const shopDomain =
    access.kind === 'custom-app' || isSet('SHOP_DOMAIN')
      ? read('SHOP_DOMAIN', 'a name like shop-name.myshopify.com', matching(SHOP_DOMAIN))
      : undefined;
  // The storefront asks only where the merchant turned it on; this turns it off for everybody.
  const breachedPasswords = oneOf('BREACHED_PASSWORDS', ['on', 'off'], 'on');
  const breachedPasswordsUrl = read(
    'BREACHED_PASSWORDS_URL',
    'an http or https origin',
    origin,
    'https://api.pwnedpasswords.com',
  );
  const config: Config = {
    apiSecrets: readClientSecrets(read),
    access,
    shopDomain,
    shopifyOrigin:
      access.kind === 'custom-app' || isSet('SHOPIFY_ORIGIN')
        ? read('SHOPIFY_ORIGIN', 'an http or https origin', origin, `https://${shopDomain}`)
        : undefined,
    databaseUrl: read('DATABASE_URL', 'a postgres:// connection string', matching(/^postgres(ql)?:\/\/\S+$/)),
    addressKey: read('ADDRESS_KEY', '32 bytes in base64', key),
    host: read('HOST', 'an address to listen on', (value) => value, '127.0.0.1'),
    port: whole('PORT', 0, 65_535, 3000),
    mail: Object.freeze({
      senderName: read('SENDER_NAME', 'a name', (value) => value, ''),
      senderEmail: read('SENDER_EMAIL', 'an email address', matching(/^\S+@\S+$/), ''),
      subject: read('MAIL_SUBJECT', 'a subject', (value) => value, ''),
    }),
    forwardedHops: whole('FORWARDED_HOPS', 1, 10, 1),
    limits: Object.freeze({
      addressPerHour: whole('LIMIT_ADDRESS_PER_HOUR', 1, 1_000_000_000, 6),
      ipPer10Minutes: whole('LIMIT_IP_PER_10_MINUTES', 1, 1_000_000_000, 30),
      shopPerHour: whole('LIMIT_SHOP_PER_HOUR', 1, 1_000_000_000, 20_000),
    }),
    proofOfWork: Object.freeze({
      isOn: oneOf('PROOF_OF_WORK', ['on', 'off'], 'on') === 'on',
      networkAddresses: whole('PROOF_NETWORK_ADDRESSES', 1, 1_000_000_000, 8),
      shopPerHour: whole('PROOF_SHOP_PER_HOUR', 1, 1_000_000_000, 500),
    }),
    mailboxLimits: Object.freeze({
      addressPerHour: whole('LIMIT_MAILBOX_ADDRESS_PER_HOUR', 1, 1_000_000_000, 3),
      ipPer10Minutes: whole('LIMIT_MAILBOX_IP_PER_10_MINUTES', 1, 1_000_000_000, 6),
      shopPerHour: whole('LIMIT_MAILBOX_SHOP_PER_HOUR', 1, 1_000_000_000, 60),
    }),
    mailboxWaitHours: whole('MAILBOX_WAIT_HOURS', 0, 720, 24),
    mailboxExpireDays: whole('MAILBOX_EXPIRE_DAYS', 1, 365, 30),
    mailboxKeepDays: whole('MAILBOX_KEEP_DAYS', 1, 3_650, 90),
    // Longer than any mail is tried, which is two days.
    requestKeepDays: whole('REQUEST_KEEP_DAYS', 7, 3_650, 90),
    orderHistory: oneOf('ORDER_HISTORY', ['60-days', 'all'], '60-days'),
    ledger: readLedger(oneOf, whole),
    accountsCheck: oneOf('ACCOUNTS_CHECK', ['on', 'off'], 'on') === 'on',
    blockTags: read('BLOCK_TAGS', 'tags separated by commas', tags, ['blocked', 'latchkey:blocked']),
    declinedPolicy: oneOf('DECLINED_POLICY', ['review', 'invite'], 'review'),
    unknownHistory: oneOf('UNKNOWN_HISTORY', ['allow-if-never-enabled', 'review'], 'allow-if-never-enabled'),
    repeatWindowSeconds: whole('REPEAT_WINDOW_SECONDS', 0, 86_400, 60),
    breachedPasswordsOrigin: breachedPasswords === 'on' ? breachedPasswordsUrl : undefined,
    mailboxLookUp: Object.freeze({
      isOn: oneOf('MAILBOX_LOOKUP', ['on', 'off'], 'on') === 'on',
      dnsServers: read(
        'DNS_SERVERS',
        'IP addresses separated by commas, each with a port or not',
        servers,
        [],
      ),
      limits: Object.freeze({
        ipPer10Minutes: whole('LIMIT_MAILBOX_LOOKUP_IP_PER_10_MINUTES', 1, 1_000_000_000, 60),
        shopPer10Minutes: whole('LIMIT_MAILBOX_LOOKUP_SHOP_PER_10_MINUTES', 1, 1_000_000_000, 6_000),
      }),
    }),
    logLevel: oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    telemetry: readTelemetryConfig(read),
    pacing: readPacingConfig(whole),
  };
  if (problems.length > 0)
    throw new ConfigError(`The configuration is not usable.\n  ${problems.join('\n  ')}`);
  return Object.freeze(config);
}

function matching(pattern: RegExp): (text: string) => string | undefined {
  return (text) => (pattern.test(text) ? text : undefined);
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = Number(text);
  return /^\d+$/.test(text) && value >= least && value <= most ? value : undefined;
}

function origin(text: string): string | undefined {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === ''
    ? url.origin
    : undefined;
}

function servers(text: string): readonly string[] | undefined {
  const all = text.split(',').map((server) => server.trim());
  return all.every(isServer) ? all : undefined;
}

/** An address with or without a port, as `dns.setServers` takes it. */
function isServer(text: string): boolean {
  const [, bracketed, plain, port = '53'] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
  const isAddress = bracketed === undefined ? isIP(plain ?? text) > 0 : isIP(bracketed) === 6;
  return isAddress && wholeNumber(port, 1, 65_535) !== undefined;
}

function tags(text: string): readonly string[] {
  return text
    .split(',')
    .map((tag) => tag.trim().toLowerCase())
    .filter((tag) => tag !== '');
}
