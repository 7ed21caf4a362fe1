// A TCP relay between a phone and the server that can be cut and restored, as a network is.
import net from 'node:net';

// modes: 'open' forwards; 'cut' refuses and drops every connection; 'blackhole' accepts and lets nothing pass.
export async function startRelay(targetPort, targetHost = '127.0.0.1', listenHost = '127.0.0.1') {
  let mode = 'open';
  let replyBudget = Infinity; // bytes that may still come back; the connection that would exceed it is dropped
  let requestBudget = Infinity; // the same for what goes out
  const counts = { connections: 0, cuts: 0, sent: 0, received: 0 };
  const pairs = new Set();
  const drop = () => {
    for (const pair of pairs) pair.forEach((socket) => socket.destroy());
    pairs.clear();
  };

  // Forwards at most the budget, then loses the connection in the middle, once.
  function forward(pair, to, bytes, budget) {
    if (mode !== 'open') return Infinity;
    if (bytes.length <= budget) {
      to.write(bytes);
      return budget - bytes.length;
    }
    counts.cuts += 1;
    const lose = () => pair.forEach((socket) => socket.destroy());
    if (budget > 0) to.write(bytes.subarray(0, budget), lose);
    else lose();
    return Infinity;
  }

  const listener = net.createServer((client) => {
    counts.connections += 1;
    client.on('error', () => client.destroy());
    if (mode === 'cut') return client.resetAndDestroy();
    if (mode === 'blackhole') {
      pairs.add([client]);
      return client.resume();
    }
    const upstream = net.connect(targetPort, targetHost);
    const pair = [client, upstream];
    pairs.add(pair);
    client.on('data', (bytes) => {
      counts.sent += bytes.length;
      requestBudget = forward(pair, upstream, bytes, requestBudget);
    });
    upstream.on('data', (bytes) => {
      counts.received += bytes.length;
      replyBudget = forward(pair, client, bytes, replyBudget);
    });
    for (const [from, to] of [[client, upstream], [upstream, client]]) {
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
      from.on('close', () => { to.destroy(); pairs.delete(pair); });
    }
  });
  await new Promise((ready) => listener.listen(0, listenHost, ready));
  return {
    port: listener.address().port,
    url: `http://${listenHost}:${listener.address().port}`,
    counts,
    // Where later connections lead.
    target(port) { drop(); targetPort = port; },
    cut() { mode = 'cut'; drop(); },
    blackhole() { mode = 'blackhole'; drop(); },
    restore() { drop(); mode = 'open'; replyBudget = requestBudget = Infinity; },
    // The connection breaks once, after this many more bytes of replies (of requests).
    loseReplyAfter(bytes) { replyBudget = bytes; },
    loseRequestAfter(bytes) { requestBudget = bytes; },
    async close() { drop(); await new Promise((done) => listener.close(done)); },
  };
}
