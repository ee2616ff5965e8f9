// A small HTTP/1.1 keep-alive client on raw sockets, so that the load generator takes little of the two cores.
import net from 'node:net';

export class Connection {
  constructor(host, port) {
    Object.assign(this, { host, port, chunks: [], size: 0, head: null, pending: null });
  }

  send(bytes) {
    return new Promise((resolve, reject) => {
      this.pending = { resolve, reject };
      if (!this.socket) {
        const socket = (this.socket = net.connect(this.port, this.host));
        socket.setNoDelay(true);
        socket.on('data', (chunk) => {
          this.chunks.push(chunk);
          this.size += chunk.length;
          this.parse();
        });
        const lost = (error) => {
          if (this.socket === socket) this.socket = null;
          const p = this.pending;
          this.reset();
          p?.reject(error ?? new Error('connection closed'));
        };
        socket.on('error', lost).on('close', () => lost());
      }
      this.socket.write(bytes);
    });
  }

  reset() {
    this.chunks = [];
    this.size = 0;
    this.head = this.pending = null;
  }

  parse() {
    if (!this.head) {
      const data = this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks),
        end = data.indexOf('\r\n\r\n');
      if (end < 0) return;
      const text = data.latin1Slice(0, end).toLowerCase(),
        length = text.match(/\r\ncontent-length: *(\d+)/);
      this.head = {
        status: Number(text.slice(9, 12)),
        start: end + 4,
        end: length && end + 4 + Number(length[1]),
        close: /\r\nconnection: *close/.test(text),
      };
    }
    const { status, start, end, close } = this.head;
    let body;
    if (end !== null) {
      if (this.size < end) return;
      body = (this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks)).subarray(start, end);
    } else {
      // chunked; looked at only when what came last may be the end of it
      if (!this.chunks.at(-1).latin1Slice(-2).endsWith('\n')) return;
      const data = Buffer.concat(this.chunks),
        parts = [];
      for (let at = start; ;) {
        const line = data.indexOf('\r\n', at),
          size = parseInt(data.latin1Slice(at, line), 16);
        if (line < 0 || line + 2 + size + 2 > data.length) return;
        if (size === 0) break;
        parts.push(data.subarray(line + 2, line + 2 + size));
        at = line + 2 + size + 2;
      }
      body = Buffer.concat(parts);
    }
    const { resolve } = this.pending;
    this.reset();
    if (close) this.close();
    resolve({ status, body });
  }

  close() {
    const { socket } = this;
    this.socket = null;
    socket?.destroy();
  }
}

/** `authorization`: every gateway passes its caller's on. */
export function post(url, payload, authorization) {
  const { pathname, search, host } = new URL(url),
    body = Buffer.from(JSON.stringify(payload));
  return Buffer.concat([
    Buffer.from(
      `POST ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nAccept: application/json\r\nAuthorization: ${authorization}\r\nContent-Length: ${body.length}\r\n\r\n`,
    ),
    body,
  ]);
}
