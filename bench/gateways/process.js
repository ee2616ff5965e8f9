// CPU time and memory of a process and all its descendants, from /proc.
import { readdirSync, readFileSync } from 'node:fs';

const TICK_MS = 10; // 1000 / sysconf(_SC_CLK_TCK), 100 on every Linux that runs Node
const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};
const stat = (pid) =>
  read(`/proc/${pid}/stat`)
    .replace(/^.*\) /, '')
    .split(' '); // [state, ppid, ...]

export function tree(root) {
  const children = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = stat(pid)[1];
    children.has(parent) ? children.get(parent).push(pid) : children.set(parent, [pid]);
  }
  const pids = [String(root)];
  for (let i = 0; i < pids.length; i++) pids.push(...(children.get(pids[i]) ?? []));
  return pids;
}
export const cpuMs = (pids) =>
  pids.reduce((sum, pid) => {
    const s = stat(pid);
    return s.length > 12 ? sum + (Number(s[11]) + Number(s[12])) * TICK_MS : sum;
  }, 0);
export const rssMb = (pids) =>
  pids.reduce(
    (sum, pid) => sum + Number(read(`/proc/${pid}/status`).match(/VmRSS:\s+(\d+)/)?.[1] ?? 0) / 1024,
    0,
  );
