import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError, get, post, searchText } from './client';
import { signOut } from './queries/session';

function answer(status: number, body: string, headers: Record<string, string> = { 'Content-Type': 'application/json' }) {
  const spy = vi.fn(async (_path: string, _init: RequestInit) => new Response(status === 204 ? null : body, { status, headers }));
  vi.stubGlobal('fetch', spy);
  return spy;
}

const failure = (promise: Promise<unknown>) => promise.then(() => expect.fail('was accepted'), (reason: unknown) => reason as ApiError);

afterEach(() => vi.unstubAllGlobals());

describe('requests', () => {
  it('carry the proof header when they change something, and not when they read', async () => {
    const spy = answer(200, '{}');
    await post('/api/login', { email: 'a' });
    await get('/api/me');
    expect(spy.mock.calls[0]?.[1].headers).toEqual({ 'X-Fieldfare': '1', 'Content-Type': 'application/json' });
    expect(spy.mock.calls[1]?.[1].headers).toBeUndefined();
  });

  it('leave empty parameters out and escape the rest', () => {
    expect(searchText({ search: '恒泰 & co', stage: undefined, owner: '', before: null, limit: 0 })).toBe(
      '?search=%E6%81%92%E6%B3%B0+%26+co&limit=0',
    );
    expect(searchText({})).toBe('');
  });

  it('accept an empty answer', async () => {
    answer(204, '');
    expect(await post('/api/logout')).toBeUndefined();
  });
});

describe('signing out', () => {
  const ended = JSON.stringify({ error: { code: 'FF-2001', name: 'unauthenticated', message: 'm', key: 'error.unauthenticated' } });

  it('is done when the session has ended already, and fails otherwise', async () => {
    answer(401, ended);
    await expect(signOut()).resolves.toBeUndefined();
    answer(503, ended);
    expect((await failure(signOut())).status).toBe(503);
  });
});

describe('failures', () => {
  it('carry the server’s coded error', async () => {
    const body = { error: { code: 'FF-1014', name: 'not_found', message: 'm', key: 'error.not_found' } };
    answer(404, JSON.stringify(body));
    const error = await failure(get('/api/customers/x'));
    expect(error.status).toBe(404);
    expect(error.body).toEqual(body.error);
  });

  it('know a page that is not ours from an answer', async () => {
    answer(200, '<html>Sign in to the hotel</html>', { 'Content-Type': 'text/html' });
    expect((await failure(get('/api/me'))).body.name).toBe('not_our_server');
    answer(502, '{"oops":true}');
    expect((await failure(get('/api/me'))).body.name).toBe('not_our_server');
  });

  it('read how long to wait', async () => {
    answer(429, '{"error":{"code":"FF-2006","name":"n","message":"m","key":"k"}}', {
      'Content-Type': 'application/json',
      'Retry-After': '17',
    });
    expect((await failure(post('/api/login', {}))).retryAfterSeconds).toBe(17);
  });

  it('say so when nobody answers', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('failed to fetch');
    });
    const error = await failure(get('/api/me'));
    expect([error.status, error.body.name]).toEqual([0, 'offline']);
  });
});
