/** What the merchant filled in, in `shopify.extension.toml`'s fields. The one place that reads them. */

const DAY = 24 * 60 * 60 * 1000;

/** As long as nobody says otherwise: two weeks, which most shops' next newsletter falls into. */
const DAYS = 14;

export interface Help {
  /** A whole https address. */
  readonly page?: string;
  readonly mail?: string;
  /** As the merchant wrote it. */
  readonly phone?: string;
}

export interface Settings {
  /** The beginning, in UTC, of the day on which the shop switched; milliseconds since 1970. */
  readonly switchedAt?: number;
  /** How long the block is shown, from the first time, in milliseconds. */
  readonly shownFor: number;
  /** Instead of our own heading. */
  readonly heading?: string;
  readonly withNumbers: boolean;
  readonly help: Help;
}

/**
 * Reads the fields as Shopify passes them on: empty ones are missing. What makes no sense counts as empty, whatever
 * the editor's own checks let through: a link that is drawn here leads where it says.
 */
export function readSettings(fields: Readonly<Record<string, unknown>>): Settings {
  const days = fields['days'];
  const switchedAt = dayFrom(fields['switched_on']);
  const heading = textFrom(fields['heading'], /\S/);
  return {
    ...(switchedAt !== undefined && { switchedAt }),
    shownFor: (typeof days === 'number' && days >= 1 ? Math.min(days, 365) : DAYS) * DAY,
    ...(heading !== undefined && { heading }),
    withNumbers: fields['without_numbers'] !== true,
    help: helpFrom(fields),
  };
}

function helpFrom(fields: Readonly<Record<string, unknown>>): Help {
  const page = textFrom(fields['help_page'], /^https:\/\/[^\s]+$/);
  const mail = textFrom(fields['help_mail'], /^[^\s@?&]+@[^\s@?&]+$/);
  const phone = textFrom(fields['help_phone'], /^[+\d][\d ().-]{4,24}$/);
  return { ...(page && { page }), ...(mail && { mail }), ...(phone && { phone }) };
}

function textFrom(value: unknown, shape: RegExp): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return shape.test(text) ? text : undefined;
}

function dayFrom(value: unknown): number | undefined {
  const day = textFrom(value, /^\d{4}-\d\d-\d\d/)?.slice(0, 10);
  const at = day === undefined ? Number.NaN : Date.parse(day);
  return Number.isNaN(at) ? undefined : at;
}
