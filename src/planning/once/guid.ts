import { v4, v5 } from 'uuid';

/** Fixed for ever: every gateway of a lab has to derive the same GUID. */
const namespace = '6f1c1d0e-6a3b-5c55-9d0e-8b7f2a4c9e11';

/** GUID of the plan that this user asks for under this key; canonical, as rundb tells letters apart. */
export function guidOfKey(username: string, key: string): string {
  return v5(JSON.stringify([username, key]), namespace);
}

export function randomGuid(): string {
  return v4();
}
