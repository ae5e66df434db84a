import { Buffer } from 'node:buffer';
import type { Pool } from './pools.ts';

const USE = {
  name: 'use-proof',
  text: `WITH over AS (DELETE FROM used_proof WHERE expires_at < $3)
    INSERT INTO used_proof (nonce, expires_at) VALUES ($1, $2) ON CONFLICT (nonce) DO NOTHING`,
};

/** Remembers which proofs of work were used, for all processes together, until their challenge is over. */
export function createUsedProofs(pool: Pool) {
  return {
    /**
     * @param nonce in hexadecimal
     * @param expiresAt seconds since the Unix epoch
     * @param now seconds since the Unix epoch
     * @returns true the first time only
     */
    async use(nonce: string, expiresAt: number, now: number): Promise<boolean> {
      const { rowCount } = await pool.query({ ...USE, values: [Buffer.from(nonce, 'hex'), expiresAt, now] });
      return rowCount === 1;
    },
  };
}
