// One stream of server-sent events, read with fetch: unlike EventSource it shows the server's comment lines, which tell a
// quiet connection from a dead one, and the status of a refusal.
import { streamOf } from '../api/client';

export type StreamListener = { opened: () => void; news: () => void };

/** Silence longer than this is a dead connection: the server lets no 15 seconds pass without a line. */
export const silenceMs = 45_000;

/** Ends, by returning or throwing, when the stream does: refused (ApiError), broken, silent for too long or `signal` aborted. */
export async function follow(path: string, listener: StreamListener, signal: AbortSignal): Promise<void> {
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), silenceMs);
  };
  heard();
  try {
    const body = await streamOf(path, AbortSignal.any([signal, silence.signal]));
    listener.opened();
    for await (const line of linesOf(body, heard)) {
      if (line.startsWith('data:')) listener.news();
    }
  } finally {
    clearTimeout(timer);
  }
}

/** Complete lines as they come; `heard` is called for every piece, complete or not. */
export async function* linesOf(body: ReadableStream<Uint8Array>, heard: () => void): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    heard();
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
