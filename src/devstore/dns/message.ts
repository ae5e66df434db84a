import type { MxRecord } from '../../contracts/mail-providers/mx.ts';

/** The part of DNS messages that a question for MX records and its answer need (RFC 1035, 4.1). */
export interface DnsQuestion {
  readonly id: number;
  /** Lower case, without the final full stop. */
  readonly domain: string;
  /** Is it a question for MX records of the internet? */
  readonly isForMx: boolean;
  /** As it was asked, to be repeated in the answer. */
  readonly bytes: Buffer;
}

/** https://www.iana.org/assignments/dns-parameters */
export const RESPONSE_CODES = { ok: 0, 'server-failure': 2, 'no-such-domain': 3 } as const;
export type ResponseCode = keyof typeof RESPONSE_CODES;

const HEADER_BYTES = 12;
const MX = 15;
const INTERNET = 1;
const IS_RESPONSE = 0x80_00;
const RECURSION_DESIRED = 0x01_00;
const RECURSION_AVAILABLE = 0x00_80;
/** The question's name, by a pointer to where it stands. */
const NAME_OF_QUESTION = 0xc0_00 | HEADER_BYTES;
const TTL_SECONDS = 300;

/** @returns undefined for anything that is not one question with a name written out */
export function readQuestion(message: Buffer): DnsQuestion | undefined {
  if (message.length < HEADER_BYTES || message.readUInt16BE(4) !== 1) return undefined;
  if ((message.readUInt16BE(2) & IS_RESPONSE) !== 0) return undefined;
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (;;) {
    const length = message[at];
    if (length === undefined || length > 63) return undefined;
    at += 1;
    if (length === 0) break;
    labels.push(message.toString('latin1', at, at + length));
    at += length;
  }
  if (message.length < at + 4) return undefined;
  const isForMx = message.readUInt16BE(at) === MX && message.readUInt16BE(at + 2) === INTERNET;
  const bytes = message.subarray(HEADER_BYTES, at + 4);
  return { id: message.readUInt16BE(0), domain: labels.join('.').toLowerCase(), isForMx, bytes };
}

/** The answer to a question: a code, and the records in any order. */
export function writeAnswer(
  { id, bytes }: DnsQuestion,
  code: ResponseCode,
  records: readonly MxRecord[] = [],
): Buffer {
  const flags = IS_RESPONSE | RECURSION_DESIRED | RECURSION_AVAILABLE | RESPONSE_CODES[code];
  const header = numbers(id, flags, 1, records.length, 0, 0);
  return Buffer.concat([header, bytes, ...records.map(writeRecord)]);
}

function writeRecord({ priority, exchange }: MxRecord): Buffer {
  const data = Buffer.concat([numbers(priority), writeName(exchange)]);
  const time = numbers(0, TTL_SECONDS);
  return Buffer.concat([numbers(NAME_OF_QUESTION, MX, INTERNET), time, numbers(data.length), data]);
}

/** Nothing but the root for an empty name. */
function writeName(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  const written = labels.map((label) =>
    Buffer.concat([Buffer.of(label.length), Buffer.from(label, 'latin1')]),
  );
  return Buffer.concat([...written, Buffer.of(0)]);
}

/** Each in two octets. */
function numbers(...all: readonly number[]): Buffer {
  const bytes = Buffer.alloc(all.length * 2);
  for (const [index, number] of all.entries()) bytes.writeUInt16BE(number, index * 2);
  return bytes;
}
