// A dashboard's session over fetch, as docs/api.md describes it.
export class ApiError extends Error {
  constructor(path, status, body) {
    super(`${path} answered ${status}: ${JSON.stringify(body)}`);
    this.status = status;
    this.code = body?.error?.code;
  }
}

export async function login(url, email, password) {
  const session = new Session(url);
  await session.post('/api/login', { email, password });
  return session;
}

export class Session {
  constructor(url) {
    this.url = url;
    this.cookie = '';
  }

  headers(extra = {}) {
    return { cookie: this.cookie, ...extra };
  }

  async ask(path, options = {}) {
    const response = await fetch(this.url + path, { signal: AbortSignal.timeout(15_000), ...options, headers: this.headers(options.headers) });
    const cookie = response.headers.get('set-cookie');
    if (cookie) this.cookie = cookie.split(';')[0];
    const text = await response.text();
    const body = text ? JSON.parse(text) : null;
    if (!response.ok) throw new ApiError(path, response.status, body);
    return body;
  }

  get(path) { return this.ask(path); }

  post(path, body) {
    const headers = { 'content-type': 'application/json', 'x-fieldfare': '1', origin: this.url };
    return this.ask(path, { method: 'POST', headers, body: body === undefined ? undefined : JSON.stringify(body) });
  }

  // Every item of a list that pages by cursor.
  async all(path) {
    const items = [];
    let before = null;
    do {
      const mark = before === null ? '' : `&before=${encodeURIComponent(before)}`;
      const page = await this.get(`${path}${path.includes('?') ? '&' : '?'}limit=200${mark}`);
      items.push(...page.items);
      before = page.next;
    } while (before !== null);
    return items;
  }

  // Every customer in sight; that list pages by offset.
  async customers(filter = '') {
    const items = [];
    for (;;) {
      const page = await this.get(`/api/customers?limit=200&offset=${items.length}${filter}`);
      items.push(...page.items);
      if (items.length >= page.total || page.items.length === 0) return items;
    }
  }

  // News from the live stream, as an open dashboard gets it. `seqs` grows; `close` ends it.
  async live() {
    const stop = new AbortController();
    const response = await fetch(`${this.url}/api/live`, { headers: this.headers({ accept: 'text/event-stream' }), signal: stop.signal });
    if (!response.ok) throw new ApiError('/api/live', response.status, await response.json());
    const news = { type: response.headers.get('content-type'), seqs: [], ended: false, close: () => stop.abort() };
    read(response.body, (seq) => news.seqs.push(seq)).catch(() => {}).finally(() => { news.ended = true; });
    return news;
  }
}

async function read(stream, onSeq) {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const bytes of stream) {
    rest += decoder.decode(bytes, { stream: true });
    const blocks = rest.split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const data = block.split('\n').find((line) => line.startsWith('data:'));
      if (data) onSeq(JSON.parse(data.slice(5)).seq);
    }
  }
}

