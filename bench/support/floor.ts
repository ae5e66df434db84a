import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Pool } from 'pg';

/**
 * The least that could do the job: check the signature, insert one row, answer. No limits, no queue, no
 * encryption, no parsing worth the name. What the real server costs above this is what those cost.
 *
 *   node bench/support/floor.ts <port> <database url> <secret>
 */
const [port, connectionString, secret = ''] = process.argv.slice(2);
const pool = new Pool({ connectionString });
await pool.query(
  'CREATE TABLE IF NOT EXISTS floor_request (id bigserial PRIMARY KEY, shop text, email text, at timestamptz)',
);

createServer((request, response) => {
  const url = request.url ?? '';
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  const given = Buffer.from(query.get('signature') ?? '', 'hex');
  query.delete('signature');
  const pairs = [...query].map(([key, value]) => `${key}=${value}`);
  // oxlint-disable-next-line require-array-sort-compare -- by code unit
  const expected = createHmac('sha256', secret).update(pairs.sort().join('')).digest();
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    response.writeHead(401).end();
    return;
  }
  const keep = async () => {
    const { email }: { email: string } = JSON.parse(await text(request));
    const values = [query.get('shop'), email, new Date()];
    await pool.query('INSERT INTO floor_request (shop, email, at) VALUES ($1, $2, $3)', values);
    response.writeHead(202, { 'Content-Type': 'application/json' }).end('{"ok":true}');
  };
  keep().catch(() => response.writeHead(500).end());
}).listen(Number(port), '127.0.0.1');
