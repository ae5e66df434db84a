import type { CustomerHistory } from '../domain/ports.ts';
import type { Pool } from './pools.ts';

export function createCustomerHistory(pool: Pool): CustomerHistory {
  return {
    async wasEnabled(shop, customerId) {
      const { rowCount } = await pool.query(
        'SELECT 1 FROM customer_history WHERE shop = $1 AND customer_id = $2',
        [shop, customerId],
      );
      return rowCount === 1;
    },
    async noteEnabled(shop, customerId, at) {
      await pool.query(
        `INSERT INTO customer_history (shop, customer_id, seen_enabled_at) VALUES ($1, $2, $3)
          ON CONFLICT DO NOTHING`,
        [shop, customerId, new Date(at)],
      );
    },
  };
}
