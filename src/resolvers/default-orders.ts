import type { OrderInput } from './order.js';

/** Newest first: runs by their start, reports by their making, the rest by id. */
export const experimentOrder: readonly OrderInput[] = [{ field: 'DATE', direction: 'DESC' }];
export const reportOrder: readonly OrderInput[] = [{ field: 'TIME_STAMP', direction: 'DESC' }];
/** The few that have no number. */
export const nameOrder: readonly OrderInput[] = [{ field: 'NAME', direction: 'ASC' }];
export const idOrder: readonly OrderInput[] = [{ field: 'ID', direction: 'DESC' }];
