import { connect } from 'node:net';

/** Sends the beginning of a body and then nothing more; gives the status line that ends it. */
export function sendSlowly(url: string, announced: number, sent: string): Promise<string> {
  const { hostname, port, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => {
      const head = `POST ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\n`;
      socket.write(
        `${head}Authorization: ApiKey ionadmin:slow\r\nContent-Length: ${announced}\r\n\r\n${sent}`,
      );
    });
    socket.on('data', (data) => (answer += data.toString()));
    socket.once('close', () => resolve(answer.split('\r\n')[0] ?? ''));
    socket.once('error', reject);
  });
}
