import type { Customers } from './customers.ts';
import type { Invites } from './invites.ts';
import type { Links } from './links.ts';

/** The password of everybody who ever had one. */
export const KNOWN_PASSWORD = 'green-harbour-42';

type Event = 'invited' | 'declined' | 'enabled' | 'disabled';

export interface Person {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly locale: string;
  readonly tags: readonly string[];
  /** What happened to the account, with the age of each event in days. Nothing: imported, never active. */
  readonly past: readonly Past[];
}

type Past = readonly [daysAgo: number, event: Event];

// As long as real ones: an id that only fits in 32 bits would hide mistakes.
const FIRST_ID = 6_100_000_000_000;

function person(
  number: number,
  [firstName, lastName]: readonly [string, string],
  email: string,
  locale: string,
  ...past: readonly Past[]
): Person {
  return { id: FIRST_ID + number, firstName, lastName, email, locale, tags: [], past };
}

const ENABLED: Past = [300, 'enabled'];
const BLOCKED = { tags: ['vip', 'blocked'] };

/** The customers a fresh shop has, by what each is good for. */
export const PEOPLE = {
  enabled: person(1, ['Emma', 'Clarke'], 'emma.clarke@example.com', 'en', ENABLED),
  enabledNorwegian: person(2, ['Ingrid', 'Berg'], 'ingrid.berg@example.org', 'nb', ENABLED),
  enabledGerman: person(3, ['Jonas', 'Weber'], 'jonas.weber@example.net', 'de', ENABLED),
  enabledFrench: person(4, ['Chloé', 'Martin'], 'chloe.martin@example.com', 'fr', ENABLED),
  enabledArabic: person(5, ['ليلى', 'حداد'], 'layla.haddad@example.org', 'ar', ENABLED),
  migrated: person(6, ['Oliver', 'Hughes'], 'oliver.hughes@example.com', 'en'),
  migratedNorwegian: person(7, ['Sindre', 'Dahl'], 'sindre.dahl@example.org', 'nb'),
  migratedGerman: person(8, ['Greta', 'Vogel'], 'greta.vogel@example.net', 'de'),
  migratedFrench: person(9, ['Hugo', 'Petit'], 'hugo.petit@example.com', 'fr'),
  invited: person(10, ['Amelia', 'Wright'], 'amelia.wright@example.com', 'en', [2, 'invited']),
  invitedNorwegian: person(11, ['Kari', 'Lund'], 'kari.lund@example.org', 'nb', [3, 'invited']),
  invitedFrench: person(13, ['Manon', 'Girard'], 'manon.girard@example.com', 'fr', [4, 'invited']),
  inviteExpired: person(23, ['Freya', 'Knight'], 'freya.knight@example.com', 'en', [40, 'invited']),
  inviteExpiredNorwegian: person(24, ['Solveig', 'Aas'], 'solveig.aas@example.org', 'nb', [40, 'invited']),
  inviteExpiredGerman: person(12, ['Felix', 'Krause'], 'felix.krause@example.net', 'de', [40, 'invited']),
  inviteExpiredFrench: person(25, ['Léa', 'Morel'], 'lea.morel@example.com', 'fr', [40, 'invited']),
  invitedTwice: person(
    26,
    ['Ruby', 'Palmer'],
    'ruby.palmer@example.com',
    'en',
    [5, 'invited'],
    [1, 'invited'],
  ),
  declined: person(
    14,
    ['Harry', 'Ellis'],
    'harry.ellis@example.com',
    'en',
    [12, 'invited'],
    [11, 'declined'],
  ),
  declinedNorwegian: person(
    15,
    ['Tone', 'Moen'],
    'tone.moen@example.org',
    'nb',
    [13, 'invited'],
    [11, 'declined'],
  ),
  declinedGerman: person(
    16,
    ['Lena', 'Fuchs'],
    'lena.fuchs@example.net',
    'de',
    [14, 'invited'],
    [11, 'declined'],
  ),
  declinedFrench: person(
    17,
    ['Louis', 'Robin'],
    'louis.robin@example.com',
    'fr',
    [15, 'invited'],
    [11, 'declined'],
  ),
  blocked: { ...person(18, ['Max', 'Grant'], 'max.grant@example.com', 'en'), ...BLOCKED },
  enabledBlocked: { ...person(19, ['Paula', 'Stone'], 'paula.stone@example.com', 'en', ENABLED), ...BLOCKED },
  disabledAfterEnabled: person(
    20,
    ['Bjørn', 'Haugen'],
    'bjorn.haugen@example.org',
    'nb',
    [200, 'enabled'],
    [20, 'disabled'],
  ),
  apostrophe: person(21, ['Siobhán', 'O’Neill & “Søn”'], "siobhan.o'neill@example.com", 'en'),
  capitals: person(22, ['María', 'López'], 'Maria.Lopez@Example.COM', 'en'),
} as const satisfies Readonly<Record<string, Person>>;

export type PersonName = keyof typeof PEOPLE;

const DAY_MS = 24 * 60 * 60_000;

/**
 * Fills an empty shop with {@link PEOPLE} and lets their past happen, oldest first.
 *
 * @param goTo puts the shop's clock so many milliseconds before now
 */
export function seed(
  shop: { readonly customers: Customers; readonly links: Links; readonly invites: Invites },
  goTo: (msAgo: number) => void,
): void {
  const people: readonly Person[] = Object.values(PEOPLE);
  const events = people.flatMap(({ id, firstName, lastName, email, locale, tags, past }) => {
    const fields = { firstName, lastName, email, locale, tags: [...tags], password: undefined };
    const customer = shop.customers.add({ ...fields, state: 'DISABLED' }, id);
    return past.map(([daysAgo, event]) => ({ customer, daysAgo, event }));
  });

  for (const { customer, daysAgo, event } of events.toSorted((one, other) => other.daysAgo - one.daysAgo)) {
    goTo(daysAgo * DAY_MS);
    switch (event) {
      case 'invited':
        shop.invites.deliver(customer);
        break;
      case 'declined':
        shop.links.consume('activation', customer.id);
        shop.customers.setState(customer, 'DECLINED');
        break;
      case 'enabled':
        customer.password = KNOWN_PASSWORD;
        shop.customers.setState(customer, 'ENABLED');
        break;
      case 'disabled':
        shop.customers.setState(customer, 'DISABLED');
        break;
    }
  }
  goTo(0);
}
