import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFaults, type WatchedFaults } from '../../../src/devstore/faults/faults.ts';
import { openTcpGate, type TcpGate } from '../../../src/devstore/faults/tcp-gate.ts';
import { portOf } from './support.ts';

let database: Server;
let faults: WatchedFaults;
let gate: TcpGate;
const atDatabase: Socket[] = [];
const clients: Socket[] = [];

beforeEach(async () => {
  database = createServer((socket) => {
    atDatabase.push(socket);
    socket.on('error', () => {});
    socket.on('data', (chunk) => socket.write(`echo ${String(chunk)}`));
  });
  await new Promise<void>((resolve) => {
    database.listen(0, '127.0.0.1', resolve);
  });
  faults = createFaults();
  gate = await openTcpGate({ targetPort: portOf(database), faults });
});

afterEach(async () => {
  await gate.close();
  for (const socket of [...clients.splice(0), ...atDatabase.splice(0)]) socket.destroy();
  await new Promise((resolve) => {
    database.close(resolve);
  });
});

/** A connection through the gate, with what was said and how it ended. */
function open() {
  const socket = connect(gate.port, '127.0.0.1');
  clients.push(socket);
  let heard = '';
  const waiting = new Set<() => void>();
  socket.on('data', (chunk) => {
    heard += String(chunk);
    for (const check of waiting) check();
  });
  const closed = new Promise<string>((resolve) => {
    let reason = 'ended';
    socket.on('error', (error: NodeJS.ErrnoException) => {
      reason = error.code ?? 'error';
    });
    socket.on('close', () => resolve(reason));
  });
  const hears = (text: string) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (heard.includes(text)) resolve();
      };
      waiting.add(check);
      check();
    });
  return { socket, closed, hears, heard: () => heard, say: (text: string) => socket.write(text) };
}

describe('the gate', () => {
  it('passes both ways when nothing is wrong', async () => {
    const { say, hears } = open();
    say('select 1');
    await hears('echo select 1');
    say('select 2');
    await hears('echo select 2');
  });

  it('passes the end of a connection on', async () => {
    const { socket, say, hears, closed } = open();
    say('x');
    await hears('echo x');
    const gone = new Promise((resolve) => atDatabase[0]?.once('close', resolve));
    socket.end();
    await Promise.all([closed, gone]);
    expect(atDatabase[0]?.destroyed).toBe(true);
  });

  it('cuts what is open and drops what comes while it refuses, and lets in again when healed', async () => {
    const before = open();
    before.say('x');
    await before.hears('echo x');
    faults.set('database', { kind: 'refuse' });
    expect(await before.closed).toBe('ECONNRESET');
    expect(await open().closed).toBe('ECONNRESET');

    faults.set('database', undefined);
    const after = open();
    after.say('y');
    await after.hears('echo y');
  });

  it('refuses as often as it was told', async () => {
    faults.set('database', { kind: 'refuse', times: 2 });
    expect(await open().closed).toBe('ECONNRESET');
    expect(await open().closed).toBe('ECONNRESET');
    const third = open();
    third.say('z');
    await third.hears('echo z');
  });

  it('holds back what is said, also on connections that were open, until it is healed', async () => {
    const older = open();
    older.say('1');
    await older.hears('echo 1');
    faults.set('database', { kind: 'delay', ms: 2_000_000_000, times: 2 });
    const newer = open();
    older.say('2');
    newer.say('3');
    // The fault has run out once the gate holds both.
    await vi.waitFor(() => expect(faults.current()).toEqual({}));
    expect([older.heard(), newer.heard()]).toEqual(['echo 1', '']);

    faults.set('database', undefined);
    await Promise.all([older.hears('echo 2'), newer.hears('echo 3')]);
  });

  it('lets held words through by itself when the time is over', async () => {
    faults.set('database', { kind: 'delay', ms: 1 });
    const { say, hears } = open();
    say('late');
    await hears('echo late');
  });

  it('cuts what it held back when it turns to refusing', async () => {
    faults.set('database', { kind: 'delay', ms: 2_000_000_000 });
    const { say, closed } = open();
    say('x');
    faults.set('database', { kind: 'refuse' });
    expect(await closed).toBe('ECONNRESET');
  });

  it('closes with connections open', async () => {
    const { say, hears, closed } = open();
    say('x');
    await hears('echo x');
    await gate.close();
    expect(await closed).toBe('ECONNRESET');
    expect(await open().closed).toBe('ECONNREFUSED');
    gate = await openTcpGate({ targetPort: portOf(database), faults });
  });
});
