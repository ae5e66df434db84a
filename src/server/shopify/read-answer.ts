/**
 * Reads the JSON of an answer, no further than a limit. Counts what arrives, unpacked: Content-Length is only
 * somebody's claim, and says nothing of what was compressed.
 *
 * @param limit in bytes
 * @returns undefined for what is no JSON, or longer: then its connection is let go of
 * @throws what `fetch` throws when the connection breaks or time is up
 */
export async function readAnswer({ body }: Response, limit: number): Promise<unknown> {
  if (body === null) return undefined;
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return parse(text + decoder.decode());
    length += value.byteLength;
    if (length > limit) {
      // Not waited for: nothing hangs on how the other side takes it.
      void reader.cancel().catch(() => undefined);
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
