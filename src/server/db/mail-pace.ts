import type { Clock } from '../../contracts/clock.ts';
import { networkOf } from '../domain/network-of.ts';
import {
  giveBackTurn,
  learnFromRefusal,
  NEW_PACE,
  takeTurn,
  type PaceState,
  type TurnGiven,
} from '../domain/pace.ts';
import type { MailPace, MailTurn, MailTurnAsked, PaceLimit } from '../domain/pace-ports.ts';
import type { AddressVault } from './address-vault.ts';
import { createGroupCommit } from './group-commit.ts';
import { inTransaction, type Pool, type PoolClient } from './pools.ts';

interface Row {
  readonly promised: readonly Date[];
  readonly taken: readonly Date[];
  readonly learned: number | null;
  readonly learned_at: Date | null;
}

interface Key {
  readonly shop: string;
  readonly mail: 'invite' | 'reset';
  /** Empty for the whole shop, else the keyed hash of a network. */
  readonly whose: string;
}

/** One question that waits for its row. @param now once the row is held: those before it may have taken their time */
interface Asked {
  readonly key: Key;
  readonly change: (state: PaceState, now: number) => PaceState;
}

/** Holds the row until the end of the transaction, and makes it when there is none. */
const LOCK = `INSERT INTO mail_pace (shop, mail, whose, changed_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (shop, mail, whose) DO UPDATE SET changed_at = excluded.changed_at
  RETURNING promised, taken, learned, learned_at`;

const SAVE = `UPDATE mail_pace SET promised = $4, taken = $5, learned = $6, learned_at = $7
  WHERE shop = $1 AND mail = $2 AND whose = $3`;

/** A pace that nobody went at for so long has nothing left in it: all windows are over, everything is unlearned. */
const FORGET = `DELETE FROM mail_pace WHERE (shop, mail, whose) IN (
  SELECT shop, mail, whose FROM mail_pace WHERE changed_at < $1 LIMIT $2)`;
/** In portions that end in time. */
const PORTION = 5_000;
const FORGET_AFTER_MS = 2 * 86_400_000;
const FORGET_EVERY_MS = 3_600_000;

/**
 * A call reaches Shopify some time after its turn was taken: a turn lasts 15 seconds
 * (`domain/process-access-request.ts`), and clocks of processes differ by a little. So windows are that much longer
 * than Shopify's, and what it sees keeps within the limit.
 */
const ON_ITS_WAY_MS = 20_000;

export interface MailPaceLimits {
  /** For the whole shop; undefined: as quick as it goes, until Shopify refuses. */
  readonly invite: PaceLimit | undefined;
  /** For one network of shoppers. */
  readonly reset: PaceLimit | undefined;
}

/**
 * The pace of mails, kept in PostgreSQL and so one for all processes. Those who ask while a row is held by this
 * process are answered together, in the order they asked.
 *
 * @param deps.pool commits must be durable: a turn that a crash forgets is one mail too many
 */
export function createMailPace(deps: {
  readonly pool: Pool;
  readonly vault: Pick<AddressVault, 'hashOther'>;
  readonly clock: Clock;
  readonly limits: MailPaceLimits;
}): MailPace {
  const { pool, vault, clock, limits } = deps;
  let forgetAt = 0;
  const change = createGroupCommit<Asked>((asked) =>
    inTransaction(pool, async (client) => {
      for (const group of inOrder(asked)) await changeRow(client, group, clock);
    }),
  );

  /** Rows of shoppers' networks are not kept for longer than they matter. Nobody waits for it, nor for its failure. */
  function forget(now: number): void {
    if (now < forgetAt) return;
    forgetAt = now + FORGET_EVERY_MS;
    forgetPaces(pool, now).catch(() => undefined);
  }

  function keyOf({ shop, mail, buyerIp }: Pick<MailTurnAsked, 'shop' | 'mail' | 'buyerIp'>): Key {
    const whose = mail === 'invite' ? '' : vault.hashOther(networkOf(buyerIp)).toString('base64url');
    return { shop, mail, whose };
  }

  return {
    async takeTurn(asked): Promise<MailTurn> {
      const limit = atShopify(limits[asked.mail]);
      if (limit === undefined) return { kind: 'now', takenAt: clock.now() };
      forget(clock.now());
      let given: MailTurn = { kind: 'wait', afterSeconds: 1, turnAt: asked.turnAt };
      await change({
        key: keyOf(asked),
        change(state, now) {
          const { lane, turnAt } = asked;
          const answer = takeTurn(state, { now, limit, lane, turnAt });
          given = inSeconds(answer.turn, now);
          return answer.state;
        },
      });
      return given;
    },

    async giveBack(asked, takenAt) {
      if (limits[asked.mail] === undefined) return;
      await change({ key: keyOf(asked), change: (state) => giveBackTurn(state, takenAt) });
    },

    async slowDown(refused) {
      const limit = atShopify(limits[refused.mail]);
      if (limit === undefined) return;
      await change({ key: keyOf(refused), change: (state, now) => learnFromRefusal(state, limit, now) });
    },
  };
}

/** Deletes every pace that has nothing left in it. @param now milliseconds since the Unix epoch */
export async function forgetPaces(pool: Pool, now: number): Promise<void> {
  const before = new Date(now - FORGET_AFTER_MS);
  for (;;) {
    const { rowCount } = await pool.query(FORGET, [before, PORTION]);
    if (rowCount !== PORTION) return;
  }
}

function atShopify(limit: PaceLimit | undefined): PaceLimit | undefined {
  return limit === undefined ? undefined : { ...limit, windowMs: limit.windowMs + ON_ITS_WAY_MS };
}

function inSeconds(turn: TurnGiven, now: number): MailTurn {
  if (turn.kind === 'now') return { kind: 'now', takenAt: now };
  return { kind: 'wait', afterSeconds: Math.ceil((turn.at - now) / 1000), turnAt: turn.turnAt };
}

/** By row, and the rows always in the same order, so that processes never wait for each other in a circle. */
function inOrder(asked: readonly Asked[]): readonly (readonly Asked[])[] {
  const groups = new Map<string, Asked[]>();
  for (const one of asked) {
    const name = `${one.key.shop} ${one.key.mail} ${one.key.whose}`;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group);
}

async function changeRow(client: PoolClient, group: readonly Asked[], clock: Clock): Promise<void> {
  const key = group[0]?.key;
  if (key === undefined) return;
  const names = [key.shop, key.mail, key.whose];
  const { rows } = await client.query<Row>(LOCK, [...names, new Date(clock.now())]);
  const now = clock.now();
  const before = rows[0] === undefined ? NEW_PACE : stateOf(rows[0]);
  const after = group.reduce((state, { change }) => change(state, now), before);
  if (after === before) return;
  const { learned } = after;
  const times = (turns: readonly number[]) => turns.map((turn) => new Date(turn));
  await client.query(SAVE, [
    ...names,
    times(after.promised),
    times(after.taken),
    learned?.count ?? null,
    learned === undefined ? null : new Date(learned.at),
  ]);
}

function stateOf({ promised, taken, learned, learned_at: learnedAt }: Row): PaceState {
  const times = (turns: readonly Date[]) => turns.map((turn) => turn.getTime());
  return {
    promised: times(promised),
    taken: times(taken),
    learned: learned === null || learnedAt === null ? undefined : { count: learned, at: learnedAt.getTime() },
  };
}
