// Query keys. Everything that the live stream makes stale lies under `live`; the session does not.
export const live = 'live' as const;
export const meKey = ['me'] as const;
export const overviewKey = [live, 'overview'] as const;
export const usersKey = [live, 'users'] as const;
export const visitsKey = (filter: object) => [live, 'visits', filter] as const;
export const customersKey = (filter: object) => [live, 'customers', filter] as const;
export const customerKey = (id: string) => [live, 'customer', id] as const;
export const timelineKey = (id: string) => [live, 'timeline', id] as const;
export const quarantineKey = [live, 'quarantine'] as const;
export const handoverKey = (from: string, to: string) => [live, 'handover', from, to] as const;
export const duplicatesKey = [live, 'duplicates'] as const;
// Not under `live`: what a merge or its undo would do cannot be asked any more once it is done.
export const partKey = (from: string) => ['merge', 'undo', from] as const;
export const mergeKey = (from: string, into: string, take: string) => ['merge', from, into, take] as const;
export const masksKey = [live, 'masks'] as const;
export const devicesKey = [live, 'devices'] as const;
export const conflictsKey = (state: string) => [live, 'conflicts', state] as const;
