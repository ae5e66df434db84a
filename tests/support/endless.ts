const CHUNK = new Uint8Array(4_096).fill(0x20);

/** An answer whose body goes on for as long as somebody reads it. */
export function endless(status = 200): {
  readonly response: Response;
  /** How many bytes were asked for. */
  readonly pulled: () => number;
  /** Did whoever read it let go of it? */
  readonly isLeft: () => boolean;
} {
  let pulled = 0;
  let isLeft = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += CHUNK.byteLength;
      controller.enqueue(CHUNK);
    },
    cancel() {
      isLeft = true;
      // As of a connection that breaks while it is closed.
      throw new Error('the other side is gone');
    },
  });
  return { response: new Response(body, { status }), pulled: () => pulled, isLeft: () => isLeft };
}
