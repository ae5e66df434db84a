import { ERROR_STATUS, type ErrorBody } from '../../contracts/error-codes.ts';
import type { AppError } from './app-error.ts';

/** On every answer: nothing is stored, nothing learns where the shopper came from, nothing is guessed. */
const ALWAYS = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

export function respondJson(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...ALWAYS, 'Content-Type': 'application/json; charset=utf-8', ...headers },
  });
}

export function respondText(text: string): Response {
  return new Response(text, { headers: { ...ALWAYS, 'Content-Type': 'text/plain; charset=utf-8' } });
}

/** A page of the app itself, for Shopify's admin. */
export function respondHtml(html: string, headers: Readonly<Record<string, string>>): Response {
  return new Response(html, {
    headers: { ...ALWAYS, 'Content-Type': 'text/html; charset=utf-8', ...headers },
  });
}

export function respondScript(script: string): Response {
  return new Response(script, { headers: { ...ALWAYS, 'Content-Type': 'text/javascript; charset=utf-8' } });
}

/**
 * A page for Shopify to render inside the theme. Always 200: what the app proxy makes of another status is
 * not documented.
 */
export function respondThemed(liquid: string): Response {
  return new Response(liquid, {
    status: 200,
    headers: { ...ALWAYS, 'Content-Type': 'application/liquid; charset=utf-8' },
  });
}

/** The one shape of every error, with its real status. */
export function respondError({ code, details }: AppError): Response {
  const { fields, retryAfterSeconds, challenge, allow } = details;
  const body: ErrorBody = {
    v: 1,
    error: {
      code,
      ...(fields === undefined ? {} : { fields }),
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      ...(challenge === undefined ? {} : { challenge }),
    },
  };
  return respondJson(ERROR_STATUS[code], body, {
    ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }),
    ...(allow === undefined ? {} : { Allow: allow }),
  });
}
