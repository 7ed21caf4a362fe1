-- A server's database as version 1 made it. It never changes: what changes in the product is a step of server/store/schema.cpp.
-- One line: whose database this is, and which life of it.
CREATE TABLE server (
  org INTEGER PRIMARY KEY NOT NULL, -- the organisation's number in this database
  id BLOB NOT NULL,                -- its UUID
  epoch INTEGER NOT NULL,          -- changes when a backup is restored
  head INTEGER NOT NULL,           -- greatest seq given out
  is_backup INTEGER NOT NULL DEFAULT 0
);

-- Who could see a customer from which seq to which.
CREATE TABLE audience (
  org INTEGER NOT NULL,
  customer BLOB NOT NULL,
  circle BLOB NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER,
  ended_at INTEGER,                -- server time of `until`
  PRIMARY KEY (org, customer, circle, since)
) WITHOUT ROWID;
CREATE INDEX audience_since ON audience (org, circle, since);
CREATE INDEX audience_until ON audience (org, circle, until) WHERE until IS NOT NULL;

-- Every change as it took effect, for ever.
CREATE TABLE history (
  org INTEGER NOT NULL,
  entity INTEGER NOT NULL,
  row BLOB NOT NULL,
  seq INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  user BLOB,
  device INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  number INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  claimed_time INTEGER NOT NULL,
  claimed_device INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  stamp_time INTEGER NOT NULL,
  stamp_device INTEGER NOT NULL,
  change BLOB NOT NULL,
  PRIMARY KEY (org, entity, row, seq, ordinal)
) WITHOUT ROWID;

CREATE TABLE conflict (
  org INTEGER NOT NULL,
  id BLOB NOT NULL,                -- follows from the key below
  entity INTEGER NOT NULL,
  row BLOB NOT NULL,
  field INTEGER NOT NULL,
  key TEXT NOT NULL,
  loser_time INTEGER NOT NULL,
  loser_device INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  loser_values BLOB NOT NULL,
  loser_base_time INTEGER NOT NULL,
  loser_base_device INTEGER NOT NULL,
  loser_user BLOB,
  winner_time INTEGER NOT NULL,
  winner_device INTEGER NOT NULL,
  winner_values BLOB NOT NULL,
  winner_user BLOB,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  customer BLOB,                   -- whose scope it is in
  state INTEGER NOT NULL DEFAULT 0, -- 0 open, 1 restored, 2 kept
  resolved_at INTEGER,
  resolved_by BLOB,
  PRIMARY KEY (org, id)
) WITHOUT ROWID;
CREATE INDEX conflict_order ON conflict (org, state, seq, id);
CREATE INDEX conflict_row ON conflict (org, entity, row);

-- Phones: identity, position, and what they last told. The catalog's `device` row is what other devices see of them.
CREATE TABLE device_state (
  org INTEGER NOT NULL,
  number INTEGER NOT NULL,
  id BLOB NOT NULL,
  user BLOB NOT NULL,
  token_hash BLOB,                 -- null: revoked
  epoch INTEGER NOT NULL,
  mark INTEGER NOT NULL DEFAULT 0,
  chain BLOB NOT NULL,
  enrolled_at INTEGER NOT NULL,
  revoked_at INTEGER,
  last_contact_at INTEGER,
  complete_to INTEGER,
  cursor INTEGER,
  pending INTEGER,
  clock_offset INTEGER,
  app_version TEXT,
  platform TEXT,
  PRIMARY KEY (org, number)
) WITHOUT ROWID;
CREATE UNIQUE INDEX device_token ON device_state (token_hash) WHERE token_hash IS NOT NULL;
CREATE UNIQUE INDEX device_id ON device_state (org, id);
-- Hashes of revoked tokens, so that the phone learns that it was revoked rather than that it is unknown.
CREATE TABLE revoked_token (token_hash BLOB PRIMARY KEY NOT NULL, org INTEGER NOT NULL, number INTEGER NOT NULL) WITHOUT ROWID;

-- What was decided about each group; `kept` is the group itself while it has not taken effect.
CREATE TABLE verdict (
  org INTEGER NOT NULL,
  device INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  number INTEGER NOT NULL,
  user BLOB NOT NULL,
  chain BLOB NOT NULL,
  kind INTEGER NOT NULL,
  detail TEXT NOT NULL,
  verdict BLOB NOT NULL,
  at INTEGER NOT NULL,
  kept BLOB,
  PRIMARY KEY (org, device, epoch, number)
) WITHOUT ROWID;
CREATE INDEX verdict_kept ON verdict (org, kind, detail) WHERE kept IS NOT NULL;

CREATE TABLE series (org INTEGER NOT NULL, series TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (org, series)) WITHOUT ROWID;

CREATE TABLE credential (
  org INTEGER NOT NULL,
  user BLOB NOT NULL,
  email TEXT NOT NULL,             -- lower case; what he signs in with
  password_hash TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (org, user)
) WITHOUT ROWID;
CREATE UNIQUE INDEX credential_email ON credential (email);

CREATE TABLE session (
  token_hash BLOB PRIMARY KEY NOT NULL,
  org INTEGER NOT NULL,
  user BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_user ON session (org, user);

CREATE TABLE enrolment_code (
  code_hash BLOB PRIMARY KEY NOT NULL,
  org INTEGER NOT NULL,
  user BLOB NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE "organisation" (
    "_row" INTEGER PRIMARY KEY,
    "org" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT,
    "time_zone" TEXT,
    "currency" TEXT,
    "language" TEXT,
    "code_template" TEXT,
    "policy_presets" TEXT,
    "record_target_minutes" INTEGER,
    "record_limit_minutes" INTEGER,
    "first_followup_days" INTEGER,
    "high_value_amount" INTEGER,
    "_stamp" INTEGER NOT NULL,
    "_device" INTEGER NOT NULL,
    "_clocks" BLOB,
    "_deleted" INTEGER NOT NULL DEFAULT 0,
    "_seq" INTEGER NOT NULL,
    UNIQUE ("org", "id")
) STRICT;
CREATE INDEX "organisation_by_seq" ON "organisation" ("org", "_seq", "id");

CREATE TABLE "team" (
    "_row" INTEGER PRIMARY KEY,
    "org" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT,
    "active" INTEGER,
    "note" TEXT,
    "_stamp" INTEGER NOT NULL,
    "_device" INTEGER NOT NULL,
    "_clocks" BLOB,
    "_deleted" INTEGER NOT NULL DEFAULT 0,
    "_seq" INTEGER NOT NULL,
    UNIQUE ("org", "id")
) STRICT;
CREATE INDEX "team_by_seq" ON "team" ("org", "_seq", "id");

CREATE TABLE "user" (
    "_row" INTEGER PRIMARY KEY,
    "org" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "title" TEXT,
    "role" TEXT,
    "team" BLOB,
    "active" INTEGER,
    "language" TEXT,
    "_stamp" INTEGER NOT NULL,
    "_device" INTEGER NOT NULL,
    "_clocks" BLOB,
    "_deleted" INTEGER NOT NULL DEFAULT 0,
    "_seq" INTEGER NOT NULL,
    UNIQUE ("org", "id")
) STRICT;
CREATE INDEX "user_by_seq" ON "user" ("org", "_seq", "id");
CREATE INDEX "user_by_email" ON "user" ("org", "email") WHERE "email" IS NOT NULL;
CREATE INDEX "user_by_team" ON "user" ("org", "team") WHERE "team" IS NOT NULL;

CREATE TABLE "device" (
    "_row" INTEGER PRIMARY KEY,
    "org" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "user" BLOB,
    "number" INTEGER,
    "name" TEXT,
    "platform" TEXT,
    "app_version" TEXT,
    "enrolled_at" INTEGER,
    "last_contact_at" INTEGER,
    "complete_to" INTEGER,
    "revoked_at" INTEGER,
    "_stamp" INTEGER NOT NULL,
    "_device" INTEGER NOT NULL,
    "_clocks" BLOB,
    "_deleted" INTEGER NOT NULL DEFAULT 0,
    "_seq" INTEGER NOT NULL,
    UNIQUE ("org", "id")
) STRICT;
CREATE INDEX "device_by_seq" ON "device" ("org", "_seq", "id");
CREATE INDEX "device_by_user" ON "device" ("org", "user");
CREATE INDEX "device_by_number" ON "device" ("org", "number");

CREATE TABLE "custom_field" (
    "_row" INTEGER PRIMARY KEY,
    "org" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "entity" TEXT,
    "key" TEXT,
    "type" TEXT,
    "label_zh" TEXT,
    "label_en" TEXT,
    "choices" TEXT,
    "position" INTEGER,
    "retired" INTEGER,
    "_stamp" INTEGER NOT NULL,
    "_device" INTEGER NOT NULL,
    "_clocks" BLOB,
    "_deleted" INTEGER NOT NULL DEFAULT 0,
    "_seq" INTEGER NOT NULL,
    UNIQUE ("org", "id")
) STRICT;
CREATE INDEX "custom_field_by_seq" ON "custom_field" ("org", "_seq", "id");
CREATE INDEX "custom_field_by_entity" ON "custom_field" ("org", "entity");

CREATE TABLE "customer" (
    "_row" INTEGER PRIMARY KEY,
    "org" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "code" TEXT,
    "provisional_code" TEXT,
    "name" TEXT,
    "kind" TEXT,
    "aliases" TEXT,
    "credit_code" TEXT,
    "industry" TEXT,
    "staff_count" INTEGER,
    "annual_revenue" INTEGER,
    "main_business" TEXT,
    "source_channel" TEXT,
    "referred_by" BLOB,
    "anniversary_on" TEXT,
    "size_band" TEXT,
    "urgency" TEXT,
    "potential_class" TEXT,
    "stage" TEXT,
    "intention_evidence" TEXT,
    "customer_class" TEXT,
    "value_level" TEXT,
    "risk_level" TEXT,
    "relationship" TEXT,
    "status" TEXT,
    "tags" TEXT,
    "industry_standing" INTEGER,
    "growth_potential" INTEGER,
    "cooperation_depth" INTEGER,
    "growing_industry" INTEGER,
    "initial_need" TEXT,
    "pain_points" TEXT,
    "wanted_products" TEXT,
    "service_cycle" TEXT,
    "budget_from" INTEGER,
    "budget_to" INTEGER,
    "decision_process" TEXT,
    "decision_cycle" TEXT,
    "competitors" TEXT,
    "focus" TEXT,
    "buying_type" TEXT,
    "communication_preference" TEXT,
    "preferred_channels" TEXT,
    "purchase_preference" TEXT,
    "personal_preference" TEXT,
    "province" TEXT,
    "city" TEXT,
    "address" TEXT,
    "latitude" REAL,
    "longitude" REAL,
    "location_accuracy" REAL,
    "owner" BLOB,
    "collaborators" TEXT,
    "filed_on" TEXT,
    "filed_by" BLOB,
    "first_contact_on" TEXT,
    "cooperation_start" TEXT,
    "current_products" TEXT,
    "contract_term" TEXT,
    "payment_state" TEXT,
    "renewal_intention" TEXT,
    "satisfaction" TEXT,
    "satisfaction_score" INTEGER,
    "growth_archive" TEXT,
    "won_at" INTEGER,
    "first_amount" INTEGER,
    "contract_expires_on" TEXT,
    "service_contact" BLOB,
    "verification_status" TEXT,
    "verification_method" TEXT,
    "verified_by" BLOB,
    "verified_at" INTEGER,
    "verification_note" TEXT,
    "profile_confirmed_at" INTEGER,
    "note" TEXT,
    "custom" TEXT,
    "_stamp" INTEGER NOT NULL,
    "_device" INTEGER NOT NULL,
    "_clocks" BLOB,
    "_deleted" INTEGER NOT NULL DEFAULT 0,
    "_seq" INTEGER NOT NULL,
    UNIQUE ("org", "id")
) STRICT;
CREATE INDEX "customer_by_seq" ON "customer" ("org", "_seq", "id");
CREATE INDEX "customer_by_code" ON "customer" ("org", "code") WHERE "code" IS NOT NULL;
CREATE INDEX "customer_by_name" ON "customer" ("org", "name");
CREATE INDEX "customer_by_credit_code" ON "customer" ("org", "credit_code") WHERE "credit_code" IS NOT NULL;
CREATE INDEX "customer_by_industry" ON "customer" ("org", "industry") WHERE "industry" IS NOT NULL;
CREATE INDEX "customer_by_referred_by" ON "customer" ("org", "referred_by") WHERE "referred_by" IS NOT NULL;
CREATE INDEX "customer_by_potential_class" ON "customer" ("org", "potential_class") WHERE "potential_class" IS NOT NULL;
CREATE INDEX "customer_by_stage" ON "customer" ("org", "stage") WHERE "stage" IS NOT NULL;
CREATE INDEX "customer_by_owner" ON "customer" ("org", "owner");
CREATE INDEX "customer_by_filed_on" ON "customer" ("org", "filed_on");
CREATE INDEX "customer_by_won_at" ON "customer" ("org", "won_at") WHERE "won_at" IS NOT NULL;
CREATE INDEX "customer_by_contract_expires_on" ON "customer" ("org", "contract_expires_on") WHERE "contract_expires_on" IS NOT NULL;

CREATE TABLE "contact" (
    "_row" INTEGER PRIMARY KEY,
    "org" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "customer" BLOB,
    "name" TEXT,
    "title" TEXT,
    "form_of_address" TEXT,
    "is_primary" INTEGER,
    "decision_role" TEXT,
    "decision_order" INTEGER,
    "phone" TEXT,
    "email" TEXT,
    "wechat" TEXT,
    "preferred_channels" TEXT,
    "preferred_times" TEXT,
    "visit_consent" INTEGER,
    "birthday" TEXT,
    "preferences" TEXT,
    "departed" INTEGER,
    "note" TEXT,
    "custom" TEXT,
    "_stamp" INTEGER NOT NULL,
    "_device" INTEGER NOT NULL,
    "_clocks" BLOB,
    "_deleted" INTEGER NOT NULL DEFAULT 0,
    "_seq" INTEGER NOT NULL,
    UNIQUE ("org", "id")
) STRICT;
CREATE INDEX "contact_by_seq" ON "contact" ("org", "_seq", "id");
CREATE INDEX "contact_by_customer" ON "contact" ("org", "customer");
CREATE INDEX "contact_by_phone" ON "contact" ("org", "phone") WHERE "phone" IS NOT NULL;

CREATE TABLE "followup" (
    "_row" INTEGER PRIMARY KEY,
    "org" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "customer" BLOB,
    "contact" BLOB,
    "author" BLOB,
    "owner" BLOB,
    "collaborators" TEXT,
    "goal" TEXT,
    "cycle" TEXT,
    "first_on" TEXT,
    "due_on" TEXT,
    "due_rule" TEXT,
    "planned_at" INTEGER,
    "important" INTEGER,
    "booked" INTEGER,
    "methods" TEXT,
    "talking_points" TEXT,
    "next_action" TEXT,
    "resources" TEXT,
    "status" TEXT,
    "completed_at" INTEGER,
    "note" TEXT,
    "custom" TEXT,
    "_stamp" INTEGER NOT NULL,
    "_device" INTEGER NOT NULL,
    "_clocks" BLOB,
    "_deleted" INTEGER NOT NULL DEFAULT 0,
    "_seq" INTEGER NOT NULL,
    UNIQUE ("org", "id")
) STRICT;
CREATE INDEX "followup_by_seq" ON "followup" ("org", "_seq", "id");
CREATE INDEX "followup_by_customer" ON "followup" ("org", "customer", "due_on");
CREATE INDEX "followup_by_owner" ON "followup" ("org", "owner", "due_on");
CREATE INDEX "followup_by_due_on" ON "followup" ("org", "due_on");

CREATE TABLE "interaction" (
    "_row" INTEGER PRIMARY KEY,
    "org" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "customer" BLOB,
    "author" BLOB,
    "started_at" INTEGER,
    "ended_at" INTEGER,
    "logged_at" INTEGER,
    "channels" TEXT,
    "latitude" REAL,
    "longitude" REAL,
    "location_accuracy" REAL,
    "direction" TEXT,
    "contact" BLOB,
    "other_contacts" TEXT,
    "participants" TEXT,
    "executives" TEXT,
    "followup" BLOB,
    "content_type" TEXT,
    "note" TEXT,
    "feedback" TEXT,
    "need_change" TEXT,
    "objections" TEXT,
    "solution" TEXT,
    "promise" TEXT,
    "promise_due" TEXT,
    "materials" TEXT,
    "next_step" TEXT,
    "next_step_due" TEXT,
    "next_step_owner" BLOB,
    "no_next_step" INTEGER,
    "major_change" INTEGER,
    "major_change_kinds" TEXT,
    "satisfaction_after" TEXT,
    "stage_after" TEXT,
    "intention_after" TEXT,
    "potential_after" TEXT,
    "survey_service" INTEGER,
    "survey_value" INTEGER,
    "survey_response" INTEGER,
    "survey_comment" TEXT,
    "custom" TEXT,
    "_stamp" INTEGER NOT NULL,
    "_device" INTEGER NOT NULL,
    "_clocks" BLOB,
    "_deleted" INTEGER NOT NULL DEFAULT 0,
    "_seq" INTEGER NOT NULL,
    UNIQUE ("org", "id")
) STRICT;
CREATE INDEX "interaction_by_seq" ON "interaction" ("org", "_seq", "id");
CREATE INDEX "interaction_by_customer" ON "interaction" ("org", "customer", "started_at");
CREATE INDEX "interaction_by_author" ON "interaction" ("org", "author", "started_at");
CREATE INDEX "interaction_by_started_at" ON "interaction" ("org", "started_at");
CREATE INDEX "interaction_by_followup" ON "interaction" ("org", "followup", "started_at") WHERE "followup" IS NOT NULL;
