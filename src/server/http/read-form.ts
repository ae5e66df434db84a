import { AppError } from './app-error.ts';

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
    const bytes = await readBytes(request);
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

/** Counts what arrives: Content-Length is only somebody's claim. */
async function readBytes(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const claimed = request.headers.get('Content-Length');
  if (Number(claimed ?? 0) > BODY_LIMIT) throw new AppError('body_too_large');
  if (claimed !== null) {
    // HTTP ends the body where the header says, so it can be read whole, which is a good deal faster.
    const whole = await request.arrayBuffer();
    if (whole.byteLength > BODY_LIMIT) throw new AppError('body_too_large');
    return new Uint8Array(whole);
  }
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.byteLength;
    if (length > BODY_LIMIT) throw new AppError('body_too_large');
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
