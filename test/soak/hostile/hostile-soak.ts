import type { Soak } from '../soak.js';
import { tryAttacks } from './try-attacks.js';

const mostCpuMs = 50;

export const hostileSoak: Soak = {
  about:
    'Requests that no honest caller sends, of every kind in turn: each is refused with its code before any server is ' +
    `asked, within ${mostCpuMs} ms of CPU (that of who asks included), and the next honest operation is answered, while ` +
    'bodies that do not come stand by.',
  size: 500,
  run: (options) => tryAttacks({ ...options, mostCpuMs }),
};
