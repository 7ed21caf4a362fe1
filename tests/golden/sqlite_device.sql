CREATE TABLE "organisation" (
    "_row" INTEGER PRIMARY KEY,
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
    UNIQUE ("id")
) STRICT;

CREATE TABLE "team" (
    "_row" INTEGER PRIMARY KEY,
    "id" BLOB NOT NULL,
    "name" TEXT,
    "active" INTEGER,
    "note" TEXT,
    "_stamp" INTEGER NOT NULL,
    "_device" INTEGER NOT NULL,
    "_clocks" BLOB,
    "_deleted" INTEGER NOT NULL DEFAULT 0,
    UNIQUE ("id")
) STRICT;

CREATE TABLE "user" (
    "_row" INTEGER PRIMARY KEY,
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
    UNIQUE ("id")
) STRICT;
CREATE INDEX "user_by_email" ON "user" ("email") WHERE "email" IS NOT NULL;
CREATE INDEX "user_by_team" ON "user" ("team") WHERE "team" IS NOT NULL;

CREATE TABLE "device" (
    "_row" INTEGER PRIMARY KEY,
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
    UNIQUE ("id")
) STRICT;
CREATE INDEX "device_by_user" ON "device" ("user");
CREATE INDEX "device_by_number" ON "device" ("number");

CREATE TABLE "custom_field" (
    "_row" INTEGER PRIMARY KEY,
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
    UNIQUE ("id")
) STRICT;
CREATE INDEX "custom_field_by_entity" ON "custom_field" ("entity");

CREATE TABLE "customer" (
    "_row" INTEGER PRIMARY KEY,
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
    UNIQUE ("id")
) STRICT;
CREATE INDEX "customer_by_code" ON "customer" ("code") WHERE "code" IS NOT NULL;
CREATE INDEX "customer_by_name" ON "customer" ("name");
CREATE INDEX "customer_by_credit_code" ON "customer" ("credit_code") WHERE "credit_code" IS NOT NULL;
CREATE INDEX "customer_by_industry" ON "customer" ("industry") WHERE "industry" IS NOT NULL;
CREATE INDEX "customer_by_referred_by" ON "customer" ("referred_by") WHERE "referred_by" IS NOT NULL;
CREATE INDEX "customer_by_potential_class" ON "customer" ("potential_class") WHERE "potential_class" IS NOT NULL;
CREATE INDEX "customer_by_stage" ON "customer" ("stage") WHERE "stage" IS NOT NULL;
CREATE INDEX "customer_by_owner" ON "customer" ("owner");
CREATE INDEX "customer_by_filed_on" ON "customer" ("filed_on");
CREATE INDEX "customer_by_won_at" ON "customer" ("won_at") WHERE "won_at" IS NOT NULL;
CREATE INDEX "customer_by_contract_expires_on" ON "customer" ("contract_expires_on") WHERE "contract_expires_on" IS NOT NULL;

CREATE TABLE "contact" (
    "_row" INTEGER PRIMARY KEY,
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
    UNIQUE ("id")
) STRICT;
CREATE INDEX "contact_by_customer" ON "contact" ("customer");
CREATE INDEX "contact_by_phone" ON "contact" ("phone") WHERE "phone" IS NOT NULL;

CREATE TABLE "followup" (
    "_row" INTEGER PRIMARY KEY,
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
    UNIQUE ("id")
) STRICT;
CREATE INDEX "followup_by_customer" ON "followup" ("customer", "due_on");
CREATE INDEX "followup_by_owner" ON "followup" ("owner", "due_on");
CREATE INDEX "followup_by_due_on" ON "followup" ("due_on");

CREATE TABLE "interaction" (
    "_row" INTEGER PRIMARY KEY,
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
    UNIQUE ("id")
) STRICT;
CREATE INDEX "interaction_by_customer" ON "interaction" ("customer", "started_at");
CREATE INDEX "interaction_by_author" ON "interaction" ("author", "started_at");
CREATE INDEX "interaction_by_started_at" ON "interaction" ("started_at");
CREATE INDEX "interaction_by_followup" ON "interaction" ("followup", "started_at") WHERE "followup" IS NOT NULL;

CREATE TABLE "attachment" (
    "_row" INTEGER PRIMARY KEY,
    "id" BLOB NOT NULL,
    "customer" BLOB,
    "interaction" BLOB,
    "author" BLOB,
    "kind" TEXT,
    "taken_at" INTEGER,
    "format" TEXT,
    "content" TEXT,
    "bytes" INTEGER,
    "thumbnail" TEXT,
    "thumbnail_bytes" INTEGER,
    "width" INTEGER,
    "height" INTEGER,
    "seconds" INTEGER,
    "file_name" TEXT,
    "caption" TEXT,
    "_stamp" INTEGER NOT NULL,
    "_device" INTEGER NOT NULL,
    "_clocks" BLOB,
    "_deleted" INTEGER NOT NULL DEFAULT 0,
    UNIQUE ("id")
) STRICT;
CREATE INDEX "attachment_by_customer" ON "attachment" ("customer", "taken_at");
CREATE INDEX "attachment_by_interaction" ON "attachment" ("interaction", "taken_at") WHERE "interaction" IS NOT NULL;
CREATE INDEX "attachment_by_author" ON "attachment" ("author", "taken_at");
CREATE INDEX "attachment_by_content" ON "attachment" ("content");
CREATE INDEX "attachment_by_thumbnail" ON "attachment" ("thumbnail") WHERE "thumbnail" IS NOT NULL;

ALTER TABLE "customer" ADD COLUMN "merged_into" BLOB;
CREATE INDEX "customer_by_merged_into" ON "customer" ("merged_into") WHERE "merged_into" IS NOT NULL;
