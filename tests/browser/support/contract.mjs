// The bodies of docs/api.md as shapes.
import { anything, bool, count, day, id, list, maybe, object, oneOf, text, time, whole } from './shape.mjs';

const person = object({ id, name: text });
const customerRef = object({ id, name: text, code: maybe(text) });
const bothLanguages = object({ 'zh-CN': text, en: text });
const freshness = object({ complete_to: maybe(time), phones_total: count, phones_behind: count });
const due = object({ on: day, overdue_days: whole, explanation: maybe(object({ rule: text, text: bothLanguages })) });
const row = { id, fields: object({}), masked: list(text) };
const error = object({ code: text, name: text, message: text, key: text });

export const me = object({
  user: object({ id, name: text, email: text, role: text, team: maybe(person) }),
  organisation: object({ id, name: text, time_zone: text, currency: text }),
  server: object({ version: text, now: time, today: day }),
});

export const users = object({ items: list(object({ id, name: text, role: text, team: maybe(person), active: bool })) });

export const overview = object({
  today: day,
  freshness,
  visits: object({
    today: count,
    yesterday: count,
    this_week: count,
    last_week_to_date: count,
    by_day: list(object({ date: day, count })),
    by_rep: list(object({ rep: person, today: count, this_week: count, freshness })),
  }),
  overdue: object({
    total: count,
    due_today: count,
    by_rep: list(object({ rep: person, overdue: count, due_today: count, oldest_on: maybe(day), freshness })),
  }),
  funnel: list(object({ stage: maybe(text), count, exit: bool })),
  customers: count,
  devices: object({ total: count, behind: count, pending: count, quarantined: count }),
  conflicts_open: count,
});

export const visits = object({
  items: list(object({ ...row, seq: count, received_at: time, customer: customerRef, rep: person })),
  next: maybe(text),
  freshness,
});

const customerItem = { ...row, owner: maybe(person), next_due: maybe(due), last_visit_at: maybe(time) };
export const customers = object({ items: list(object(customerItem)), total: count, offset: count, limit: count, freshness });
export const customer = object({
  ...customerItem,
  custom: list(object({ key: text, type: text, label: bothLanguages, value: anything })),
  collaborators: list(person),
  contacts: list(object(row)),
  followups: list(object({ id, fields: object({}), owner: maybe(person), due: maybe(due) })),
  conflicts_open: count,
  freshness,
});

const filed = { id, name: text, code: maybe(text), owner: maybe(person), filed_on: day };
const pair = object({
  a: object({ ...filed, merged: bool }),
  b: object({ ...filed, merged: bool }),
  score: count,
  reasons: list(text),
  state: text,
  at: time,
  by: maybe(person),
});
export const duplicates = object({ open: list(pair), decided: list(pair), next: maybe(text) });
const moved = object({ contacts: count, visits: count, followups: count, all: count });
export const mergePreview = object({
  from: object(filed),
  into: object(filed),
  rows: moved,
  fields: list(object({ field: text, kind: oneOf('fills', 'joins', 'chosen', 'stays'), from: anything, into: anything })),
  hidden: bool,
  gains: list(maybe(person)),
  referring: count,
  seen: text,
});
export const partPreview = object({
  from: object(filed),
  into: object(filed),
  rows: moved,
  stays: moved,
  fields: list(text),
  hidden: bool,
  merged_at: time,
  seen: text,
});

export const timeline = object({ items: list(object({ kind: text, id: text, at: time, who: maybe(person) })), next: maybe(text) });

export const devices = object({
  items: list(
    object({
      id,
      user: person,
      name: maybe(text),
      app_version: maybe(text),
      platform: maybe(text),
      enrolled_at: time,
      last_contact_at: maybe(time),
      complete_to: maybe(time),
      cursor: maybe(count),
      cursor_lag: maybe(count),
      pending: maybe(count),
      quarantined: count,
      quarantine: list(object({ received_at: time, entity: text, row: text, error })),
      clock_offset_ms: maybe(whole),
      state: oneOf('current', 'behind', 'silent', 'never', 'revoked'),
      forked_from: maybe(object({ number: count, name: text })),
      revoked_at: maybe(time),
    }),
  ),
  head_seq: count,
  backup: maybe(object({ scheduled: bool, taken_at: maybe(time), bytes: maybe(count), late: bool, failed_at: maybe(time), error: maybe(error) })),
  freshness,
});

export const quarantine = object({
  items: list(
    object({
      group: text,
      user: person,
      device: text,
      received_at: time,
      error,
      detail: text,
      customer: maybe(customerRef),
      changes: list(object({ entity: text, row: id, kind: oneOf('add', 'update', 'remove', 'revive', 'discard'), fields: list(object({ field: text, value: anything, text: maybe(text) })) })),
      readable: bool,
      bytes: count,
      author_can_settle: bool,
      ways: list(oneOf('accept', 'clear')),
    }),
  ),
  total: count,
  freshness,
});

const side = object({ value: anything, text: maybe(text), values: list(object({ field: text, value: anything })), stamp: text, at: time, who: maybe(person), device: maybe(text) });
export const conflicts = object({
  items: list(
    object({
      id,
      entity: text,
      row: id,
      field: text,
      key: maybe(text),
      customer: maybe(customerRef),
      kept: side,
      lost: side,
      base: maybe(side),
      current: maybe(object({ value: anything, text: maybe(text), stamp: text })),
      detected_at: time,
      state: oneOf('open', 'restored', 'kept'),
      resolved_at: maybe(time),
      resolved_by: maybe(person),
    }),
  ),
  next: maybe(text),
  open: count,
  freshness,
});

export const failure = object({ error });
