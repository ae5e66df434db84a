/** What the counts tell of a request that is within its limits; none of it depends on who has an account. */
export interface Signs {
  readonly network: {
    /** Requests of the shopper's network in this window of ten minutes, this one included. */
    readonly requests: number;
    /** Addresses among those before that nobody had asked for in that hour. */
    readonly newAddresses: number;
    /** Whole seconds until its window is over. */
    readonly renewsIn: number;
  };
  readonly shop: {
    /** Requests of all shoppers in this hour, this one included. */
    readonly requests: number;
    /** Requests in a usual hour, or undefined while that is not known. */
    readonly usual: number | undefined;
    /** Whole seconds until the hour is over. */
    readonly renewsIn: number;
  };
}

export interface SuspicionRules {
  /** So many different addresses within ten minutes are more than a household or a waiting room forgets. */
  readonly networkAddresses: number;
  /** Fewer requests in an hour are never too many, however quiet the shop is. */
  readonly shopPerHour: number;
}

/** Repeats for one address are ordinary, so a network may ask twice as often as it may name addresses. */
const REQUESTS_FOR_EACH_ADDRESS = 2;

/** A newsletter or a launch makes three or four times as many; somebody who goes through a list makes more. */
const TIMES_USUAL = 10;

/**
 * Is this rather somebody's program than a shopper? Not certain enough to refuse anybody; enough to ask for some
 * seconds of computing.
 *
 * @returns undefined where nothing is suspicious, else whole seconds after which it may no longer be
 */
export function suspicionLasts({ network, shop }: Signs, rules: SuspicionRules): number | undefined {
  const { networkAddresses, shopPerHour } = rules;
  const asksForMany =
    network.newAddresses >= networkAddresses ||
    // The counts of addresses come a moment later than the requests; many requests at once must not outrun them.
    network.requests > networkAddresses * REQUESTS_FOR_EACH_ADDRESS;
  const isRush = shop.usual !== undefined && shop.requests > Math.max(shopPerHour, shop.usual * TIMES_USUAL);
  if (isRush) return asksForMany ? Math.max(network.renewsIn, shop.renewsIn) : shop.renewsIn;
  return asksForMany ? network.renewsIn : undefined;
}
