import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** From where a request comes: the address of the connection, or what a trusted proxy says that it forwards for. */
export type ClientAddress = (request: IncomingMessage) => string;

/**
 * `X-Forwarded-For` is read from its end, as each proxy adds whom it was asked by: the first address that is no trusted proxy
 * is the caller's. What stands before it anybody may have written.
 * @param trusted addresses and networks (`10.0.0.0/8`) of proxies
 */
export function clientAddressBehind(trusted: readonly string[]): ClientAddress {
  const proxies = listOf(trusted);
  return ({ socket, headers }) => {
    const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
    let address = plain(socket.remoteAddress ?? '');
    while (isListed(proxies, address)) {
      const before = plain(forwarded.pop()?.trim() ?? '');
      if (isIP(before) === 0) break;
      address = before;
    }
    return address;
  };
}

function listOf(trusted: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of trusted) {
    const [address = '', bits] = entry.split('/');
    const family = familyOf(address);
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function isListed(list: BlockList, address: string): boolean {
  return isIP(address) !== 0 && list.check(address, familyOf(address));
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Where IPv6 is listened at, callers by IPv4 come as `::ffff:10.0.0.1`. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '');
