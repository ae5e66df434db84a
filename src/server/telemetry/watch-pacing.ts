import type { Gate } from '../domain/gate-ports.ts';
import type { MailPace } from '../domain/pace-ports.ts';
import type { Telemetry } from './telemetry.ts';

/** Counts what has to wait: mails for their pace, calls for the budget of their shop or for a closed circuit. */
export function watchPacing<Pacing extends { readonly pace: MailPace; readonly gate: Gate }>(
  pacing: Pacing,
  { metrics }: Telemetry,
): Pacing {
  const { pace, gate } = pacing;
  return {
    ...pacing,
    pace: {
      async takeTurn(asked) {
        const turn = await pace.takeTurn(asked);
        const what = asked.mail === 'invite' ? 'invites' : 'resets';
        if (turn.kind === 'wait') metrics.throttled({ what, shop: asked.shop, seconds: turn.afterSeconds });
        return turn;
      },
      giveBack: (asked, takenAt) => pace.giveBack(asked, takenAt),
      slowDown: (refused) => pace.slowDown(refused),
    },
    gate: {
      async enter(asked) {
        const entered = await gate.enter(asked);
        const { shop, dependency: what } = asked;
        if (!entered.ok) metrics.throttled({ what, shop, seconds: entered.reason.afterSeconds });
        return entered;
      },
    },
  };
}
