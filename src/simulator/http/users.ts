/** A person who may call the simulator. The password is the name. */
export interface User {
  readonly id: number;
  readonly name: string;
  readonly key: string;
  readonly isActive: boolean;
  readonly isSuperuser: boolean;
  /** Member of a group with permissions; without any, every write is refused with 401. */
  readonly mayWrite: boolean;
}

/** The key of ionadmin is the one that the SDK documentation prints. */
export const USERS: readonly User[] = [
  user(1, 'ionadmin', 'efb7a14021732d773a4258b69d9452042a31a6b6', { isSuperuser: true }),
  user(2, 'ionuser', '1'.repeat(40)),
  user(6, 'readonly', '2'.repeat(40), { mayWrite: false }),
  user(7, 'disabled', '3'.repeat(40), { isActive: false }),
];

function user(id: number, name: string, key: string, rights: Partial<User> = {}): User {
  return { id, name, key, isActive: true, isSuperuser: false, mayWrite: true, ...rights };
}

/** The active user of that name, if any. */
export function activeUser(name: string): User | undefined {
  return USERS.find((user) => user.name === name && user.isActive);
}

/** The superuser as whom the server logs in callers from its own machine. */
export function localUser(): User | undefined {
  return USERS.find((user) => user.isSuperuser);
}
