// The envelopes of docs/api.md. What stands in a row's `fields` is typed by the catalog.
import type { EntityName, Fields, ValueOf } from '../catalog/types';
import type { ErrorBody } from './client';

export type Millis = number;
export type Day = string;
export type Person = { id: string; name: string };
export type CustomerRef = { id: string; name: string; code: string | null };
export type Freshness = { complete_to: Millis | null; phones_total: number; phones_behind: number };
export type LocalText = { 'zh-CN': string; en: string };
export type Due = { on: Day; overdue_days: number; explanation: { rule: string; text: LocalText } | null };
export type Row<E extends EntityName> = { id: string; fields: Fields<E>; masked: string[] };

export type Stage = NonNullable<ValueOf<'customer', 'stage'>>;

export type Me = {
  user: Person & { email: string; role: string; team: Person | null };
  organisation: Person & { time_zone: string; currency: string };
  server: { version: string; now: Millis; today: Day };
};

export type User = Person & { role: string; team: Person | null; active: boolean };

export type RepVisits = { rep: Person; today: number; this_week: number; freshness: Freshness };
export type RepOverdue = { rep: Person; overdue: number; due_today: number; oldest_on: Day | null; freshness: Freshness };
export type FunnelStep = { stage: Stage | null; count: number; exit: boolean };

export type Overview = {
  today: Day;
  freshness: Freshness;
  visits: {
    today: number;
    yesterday: number;
    this_week: number;
    last_week_to_date: number;
    by_day: { date: Day; count: number }[];
    by_rep: RepVisits[];
  };
  overdue: { total: number; due_today: number; by_rep: RepOverdue[] };
  funnel: FunnelStep[];
  customers: number;
  devices: { total: number; behind: number; pending: number; quarantined: number };
  conflicts_open: number;
};

export type Visit = Row<'interaction'> & { seq: number; received_at: Millis; customer: CustomerRef; rep: Person };
export type VisitPage = { items: Visit[]; next: string | null; freshness: Freshness };

export type CustomerItem = Row<'customer'> & { owner: Person | null; next_due: Due | null; last_visit_at: Millis | null };
export type CustomerPage = { items: CustomerItem[]; total: number; offset: number; limit: number; freshness: Freshness };

export type CustomField = { key: string; type: string; label: LocalText; value: unknown };
export type PlanItem = Omit<Row<'followup'>, 'masked'> & { owner: Person | null; due: Due | null };
export type CustomerDetail = CustomerItem & {
  custom: CustomField[];
  collaborators: Person[];
  contacts: Row<'contact'>[];
  followups: PlanItem[];
  conflicts_open: number;
  freshness: Freshness;
};

export type Attachment = {
  id: string;
  at: Millis;
  who: Person | null;
  kind: ValueOf<'attachment', 'kind'>;
  format: ValueOf<'attachment', 'format'>;
  content: string;
  thumbnail: string | null;
  here: boolean;
  bytes: number;
  seconds: number | null;
  file_name: string | null;
  caption: string | null;
};

type TimelineBase = { id: string; at: Millis; who: Person | null };
export type TimelineItem =
  | (TimelineBase & Row<'interaction'> & { kind: 'interaction'; attachments: Attachment[] })
  | (TimelineBase & { kind: 'attachment'; attachments: Attachment[] })
  | (TimelineBase & Row<'followup'> & { kind: 'followup' })
  | (TimelineBase & { kind: 'stage'; from: Stage | null; to: Stage | null })
  | (TimelineBase & { kind: 'filed' });
export type TimelinePage = { items: TimelineItem[]; next: string | null };

export type HandoverPhone = { id: string; name: string; state: DeviceState; last_contact_at: Millis | null; pending: number | null; quarantined: number };
export type HandoverPreview = {
  from: User;
  to: User;
  customers: number;
  followups: number;
  names: CustomerRef[];
  colleagues_followups: number;
  shared_customers: number;
  shared_followups: number;
  unseen: number;
  owned: number;
  phones: HandoverPhone[];
};
export type HandedOver = { seq: number; customers: number; followups: number };

/** One of two files that may be of one customer. */
export type FiledCustomer = CustomerRef & { owner: Person | null; filed_on: Day };
export type Likeness = 'same_credit_code' | 'same_name' | 'same_phone' | 'similar_name' | 'same_address';
export type DuplicatePair = {
  a: FiledCustomer & { merged: boolean };
  b: FiledCustomer & { merged: boolean };
  score: number;
  reasons: Likeness[];
  state: 'open' | 'merged' | 'two_customers';
  at: Millis;
  by: Person | null;
};
/** The first page has `open`. */
export type Duplicates = { open?: DuplicatePair[]; decided: DuplicatePair[]; next: string | null };
export type MergedField = { field: string; kind: 'fills' | 'joins' | 'chosen' | 'stays'; from: unknown; into: unknown };
export type MovedRows = { contacts: number; visits: number; followups: number; all: number };
export type MergePreview = {
  from: FiledCustomer;
  into: FiledCustomer;
  rows: MovedRows;
  /** Without those that are hidden from the viewer; `hidden` says that there may be some. */
  fields: MergedField[];
  hidden: boolean;
  gains: (Person | null)[];
  referring: number;
  seen: string;
};
export type PartPreview = {
  from: FiledCustomer;
  into: FiledCustomer;
  rows: MovedRows;
  stays: MovedRows;
  fields: string[];
  hidden: boolean;
  merged_at: Millis;
  seen: string;
};
export type MergeDone = { seq: number; rows: number };

export type DeviceState = 'current' | 'behind' | 'silent' | 'never' | 'revoked';
export type QuarantinedRow = { received_at: Millis; entity: string; row: string; error: ErrorBody };
export type Device = {
  id: string;
  user: Person;
  name: string | null;
  app_version: string | null;
  platform: string | null;
  enrolled_at: Millis;
  last_contact_at: Millis | null;
  complete_to: Millis | null;
  cursor: number | null;
  cursor_lag: number | null;
  pending: number | null;
  quarantined: number;
  quarantine: QuarantinedRow[];
  clock_offset_ms: number | null;
  state: DeviceState;
  forked_from: { number: number; name: string } | null;
  revoked_at: Millis | null;
};
/** For those who see the whole organisation. */
export type BackupHealth = {
  scheduled: boolean;
  taken_at: Millis | null;
  bytes: number | null;
  late: boolean;
  failed_at: Millis | null;
  error: ErrorBody | null;
};
export type DeviceList = { items: Device[]; head_seq: number; backup: BackupHealth | null; freshness: Freshness };

export type RefusedChange = {
  entity: string;
  row: string;
  kind: 'add' | 'update' | 'remove' | 'revive' | 'discard';
  fields: { field: string; value: unknown; text: string | null; masked: boolean }[];
};
export type RefusedGroup = {
  group: string;
  user: Person;
  device: string;
  received_at: Millis;
  error: ErrorBody;
  detail: string;
  customer: CustomerRef | null;
  changes: RefusedChange[];
  readable: boolean;
  bytes: number;
  author_can_settle: boolean;
  ways: ('accept' | 'clear')[];
};
export type RefusedList = { items: RefusedGroup[]; total: number; freshness: Freshness };

export type Side = {
  value: unknown;
  text: string | null;
  values: { field: string; value: unknown }[];
  stamp: string;
  at: Millis;
  who: Person | null;
  device: string | null;
};
export type ConflictState = 'open' | 'restored' | 'kept';
/** overlapped: `kept` is the merged text, `lost` one author's own version of it. */
export type ConflictKind = 'overwritten' | 'revived' | 'overlapped';
export type Conflict = {
  id: string;
  kind: ConflictKind;
  entity: string;
  row: string;
  field: string;
  key: string | null;
  customer: CustomerRef | null;
  kept: Side;
  lost: Side;
  base: Side | null;
  current: { value: unknown; text: string | null; stamp: string } | null;
  detected_at: Millis;
  /** The field is hidden from the viewer; no side says its value. */
  masked: boolean;
  state: ConflictState;
  resolved_at: Millis | null;
  resolved_by: Person | null;
};
export type ConflictPage = { items: Conflict[]; next: string | null; open: number; freshness: Freshness };

/** What is hidden from a role, where a customer is not its holder's own or shared with him. */
export type RoleMask = { role: string; hidden: string[]; people: number; phones: number; may_set: boolean };
export type Masks = { items: RoleMask[]; classes: string[] };
