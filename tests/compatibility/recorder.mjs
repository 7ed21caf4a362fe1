// An HTTP relay that writes down each exchange, and its counterpart that answers from what was written down.
import http from 'node:http';

// An address of this machine of its own, since a phone remembers where its server is.
export const recorded_host = '127.83.71.1';
export const recorded_port = 28417;
export const recorded_url = `http://${recorded_host}:${recorded_port}`;

const kept_request_headers = ['content-type', 'accept', 'authorization', 'fieldfare-protocol'];
const kept_reply_headers = ['content-type', 'fieldfare-protocol'];
const pick = (headers, names) => Object.fromEntries(names.filter((name) => headers[name]).map((name) => [name, headers[name]]));

async function bodyOf(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

async function listen(handler) {
  const server = http.createServer((request, response) => {
    handler(request, response).catch((error) => { response.destroy(error); });
  });
  await new Promise((ready, failed) => { server.once('error', failed).listen(recorded_port, recorded_host, ready); });
  return server;
}

const close = (server) => new Promise((done) => { server.closeAllConnections(); server.close(done); });

// Asks the server what was asked, with the token and in the form in which it was.
export async function ask(url, { method, path, headers, body }) {
  const response = await fetch(url + path, { method, headers, body: method === 'GET' ? undefined : Buffer.from(body, 'base64') });
  const reply = Object.fromEntries(response.headers);
  return { status: response.status, headers: pick(reply, kept_reply_headers), body: Buffer.from(await response.arrayBuffer()).toString('base64') };
}

export async function startRecorder(url) {
  const exchanges = [];
  const server = await listen(async (request, response) => {
    // News are not part of an exchange: the phone polls without them.
    if (request.url.startsWith('/v1/live')) return response.destroy();
    const asked = { method: request.method, path: request.url, headers: pick(request.headers, kept_request_headers), body: (await bodyOf(request)).toString('base64') };
    const reply = await ask(url, asked);
    exchanges.push({ request: asked, reply });
    response.writeHead(reply.status, reply.headers).end(Buffer.from(reply.body, 'base64'));
  });
  return { exchanges, close: () => close(server) };
}

const no_such_route = JSON.stringify({ fieldfare: 1, error: { code: 'FF-1014', name: 'not_found', message: 'no such thing', key: 'error.not_found', detail: '' } });

// Answers each request as the next recorded one of the same method and path was answered; what was never asked, as a server that does not know it.
export async function startPlayback(exchanges) {
  const left = [...exchanges];
  const server = await listen(async (request, response) => {
    if (request.url.startsWith('/v1/live')) return response.destroy();
    await bodyOf(request);
    const route = (url) => url.split('?')[0];
    const at = left.findIndex((each) => each.request.method === request.method && route(each.request.path) === route(request.url));
    if (at < 0) {
      response.writeHead(404, { 'content-type': 'application/json', 'fieldfare-protocol': '1' }).end(no_such_route);
      return;
    }
    const [{ reply }] = left.splice(at, 1);
    response.writeHead(reply.status, reply.headers).end(Buffer.from(reply.body, 'base64'));
  });
  return { left, close: () => close(server) };
}
