import { AppError } from './app-error.ts';
import { readBytes } from './read-bytes.ts';

/** The largest body that is read, in bytes. */
export const BODY_LIMIT = 10_000;

export type MediaType = 'json' | 'form' | 'other';

export function mediaTypeOf(request: Request): MediaType {
  const type = request.headers.get('Content-Type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json') return 'json';
  return type === 'application/x-www-form-urlencoded' || type === 'multipart/form-data' ? 'form' : 'other';
}

/**
 * Reads the fields of a posted form, whichever way they were sent. A field of a form that was sent several times
 * with different values counts as a list of them: which one is meant is anybody's guess.
 *
 * @returns what the body says, not yet looked at
 * @throws AppError unsupported_media_type, body_too_large or invalid_request
 */
export async function readForm(request: Request): Promise<unknown> {
  const type = mediaTypeOf(request);
  const encoding = request.headers.get('Content-Encoding') ?? 'identity';
  // No browser compresses what it posts; unpacking would open a way around the limit.
  if (type === 'other' || encoding.toLowerCase() !== 'identity') throw new AppError('unsupported_media_type');
  try {
    const bytes = await readBytes(request, BODY_LIMIT);
    if (type === 'json')
      return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
    const headers = { 'Content-Type': request.headers.get('Content-Type') ?? '' };
    return fieldsOf(await new Response(bytes, { headers }).formData());
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('invalid_request');
  }
}

function fieldsOf(form: FormData): Readonly<Record<string, unknown>> {
  const names = new Set(form.keys());
  return Object.fromEntries(
    Array.from(names, (name) => {
      const values = new Set(form.getAll(name));
      return [name, values.size === 1 ? form.get(name) : [...values]];
    }),
  );
}
