// The one way to the server: JSON in, JSON out, coded errors, and the header that proves a change was asked for by this page.

export type ErrorBody = { code: string; name: string; message: string; key: string };

/** An answer with a status of 400 or more, or none at all (`status` 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: ErrorBody,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(`${body.code} ${body.name}: ${body.message}`);
  }
}

/** Something stands otherwise than it did when it was shown. */
export function isChangedMeanwhile(failure: unknown): boolean {
  return failure instanceof ApiError && failure.status === 409;
}

const unreachable: ErrorBody = {
  code: 'FF-5001',
  name: 'offline',
  message: 'the server cannot be reached',
  key: 'error.offline',
};

// A proxy or captive portal may answer in the server's place; its page is no answer of ours.
const notOurServer: ErrorBody = {
  code: 'FF-5002',
  name: 'not_our_server',
  message: 'the answer did not come from a Fieldfare server',
  key: 'error.not_our_server',
};

export type Query = Record<string, string | number | null | undefined>;

export function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return request<T>(path + searchText(query), { method: 'GET', signal });
}

export function post<T>(path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { 'X-Fieldfare': '1' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  return request<T>(path, { method: 'POST', headers, body: body === undefined ? undefined : JSON.stringify(body) });
}

/** `?a=1&b=2` without the empty ones, or nothing. */
export function searchText(query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}

/** The body of an event stream, to be read as it comes. */
export async function streamOf(path: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const response = await reach(path, { method: 'GET', headers: { Accept: 'text/event-stream' }, cache: 'no-store', signal });
  if (!response.ok) throw new ApiError(response.status, errorOf(await jsonOf(response)));
  const type = response.headers.get('Content-Type') ?? '';
  if (!type.startsWith('text/event-stream') || !response.body) throw new ApiError(response.status, notOurServer);
  return response.body;
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, credentials: 'same-origin', redirect: 'error' });
  } catch (reason) {
    if (init.signal?.aborted) throw reason;
    throw new ApiError(0, unreachable);
  }
}

async function request<T>(path: string, init: RequestInit): Promise<T> {
  const response = await reach(path, init);
  if (response.status === 204) return undefined as T;
  const body = await jsonOf(response);
  if (response.ok) return body as T;
  throw new ApiError(response.status, errorOf(body), secondsOf(response.headers.get('Retry-After')));
}

async function jsonOf(response: Response): Promise<unknown> {
  const type = response.headers.get('Content-Type') ?? '';
  if (!type.startsWith('application/json')) throw new ApiError(response.status, notOurServer);
  try {
    return await response.json();
  } catch {
    throw new ApiError(response.status, notOurServer);
  }
}

function errorOf(body: unknown): ErrorBody {
  const error = (body as { error?: ErrorBody } | null)?.error;
  return error && typeof error.code === 'string' ? error : notOurServer;
}

function secondsOf(text: string | null): number | null {
  const seconds = Number(text);
  return text !== null && Number.isFinite(seconds) ? seconds : null;
}
