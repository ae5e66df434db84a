import { AppError } from './app-error.ts';

/**
 * Reads a body as it came. Counts what arrives: Content-Length is only somebody's claim.
 *
 * @param limit in bytes
 * @throws AppError body_too_large
 */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const claimed = request.headers.get('Content-Length');
  if (Number(claimed ?? 0) > limit) throw new AppError('body_too_large');
  if (claimed !== null) {
    // HTTP ends the body where the header says, so it can be read whole, which is a good deal faster.
    const whole = await request.arrayBuffer();
    if (whole.byteLength > limit) throw new AppError('body_too_large');
    return new Uint8Array(whole);
  }
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.byteLength;
    if (length > limit) throw new AppError('body_too_large');
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
