import { createServer } from 'node:net';

/** A loopback TCP port that nobody listened on a moment ago; `preferred` when that one is free. */
export async function freePort(preferred = 0): Promise<number> {
  try {
    return await probe(preferred);
  } catch (error) {
    // Expected: EADDRINUSE or EACCES for the preferred port.
    if (preferred === 0) throw error;
    return probe(0);
  }
}

function probe(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  });
}
