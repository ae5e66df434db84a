import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { MxRecord } from '../../contracts/mail-providers/mx.ts';
import { readQuestion, writeAnswer } from './message.ts';

/** What DNS says of a domain's mail. */
export type DnsAnswer =
  /** None: the domain exists and has no MX records. */
  | { readonly kind: 'mx'; readonly records: readonly MxRecord[] }
  | { readonly kind: 'no-such-domain' | 'server-failure' }
  /** The question is heard and never answered. */
  | { readonly kind: 'silence' };

export interface DnsServer {
  /** `127.0.0.1:40053`, as `DNS_SERVERS` takes it. */
  readonly address: string;
  /** Domains asked for, in order; a question asked again, because no answer came, counts again. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/**
 * A resolver on 127.0.0.1 and a free port that knows MX records and nothing else, over UDP.
 *
 * @param answerOf what to say of a domain, which is in lower case and without the final full stop
 */
export async function startDnsServer(answerOf: (domain: string) => DnsAnswer): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const asked: string[] = [];

  socket.on('message', (message, from) => {
    const question = readQuestion(message);
    if (question === undefined) return;
    asked.push(question.domain);
    const answer: DnsAnswer = question.isForMx ? answerOf(question.domain) : { kind: 'mx', records: [] };
    if (answer.kind === 'silence') return;
    const reply =
      answer.kind === 'mx' ? writeAnswer(question, 'ok', answer.records) : writeAnswer(question, answer.kind);
    socket.send(reply, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');

  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    async close() {
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
}
