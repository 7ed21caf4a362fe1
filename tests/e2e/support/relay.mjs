// A TCP relay between a phone and the server that can be cut and restored, as a network is.
import net from 'node:net';

// modes: 'open' forwards; 'cut' refuses and drops every connection; 'blackhole' accepts and lets nothing pass.
export async function startRelay(targetPort, targetHost = '127.0.0.1') {
  let mode = 'open';
  const pairs = new Set();
  const drop = () => {
    for (const pair of pairs) pair.forEach((socket) => socket.destroy());
    pairs.clear();
  };
  const listener = net.createServer((client) => {
    client.on('error', () => client.destroy());
    if (mode === 'cut') return client.resetAndDestroy();
    if (mode === 'blackhole') {
      pairs.add([client]);
      return client.resume();
    }
    const upstream = net.connect(targetPort, targetHost);
    const pair = [client, upstream];
    pairs.add(pair);
    for (const [from, to] of [[client, upstream], [upstream, client]]) {
      from.on('data', (bytes) => mode === 'open' && to.write(bytes));
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
      from.on('close', () => { to.destroy(); pairs.delete(pair); });
    }
  });
  await new Promise((ready) => listener.listen(0, '127.0.0.1', ready));
  return {
    port: listener.address().port,
    cut() { mode = 'cut'; drop(); },
    blackhole() { mode = 'blackhole'; drop(); },
    restore() { drop(); mode = 'open'; },
    async close() { drop(); await new Promise((done) => listener.close(done)); },
  };
}
