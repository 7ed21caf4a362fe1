CREATE TABLE "organisation" (
    "org" bigint NOT NULL,
    "id" uuid NOT NULL,
    "name" text,
    "time_zone" text,
    "currency" text,
    "language" text,
    "code_template" text,
    "policy_presets" jsonb,
    "record_target_minutes" bigint,
    "record_limit_minutes" bigint,
    "first_followup_days" bigint,
    "high_value_amount" bigint,
    "_stamp" bigint NOT NULL,
    "_device" bigint NOT NULL,
    "_clocks" bytea,
    "_deleted" bigint NOT NULL DEFAULT 0,
    "_seq" bigint NOT NULL,
    PRIMARY KEY ("org", "id")
);
CREATE INDEX "organisation_by_seq" ON "organisation" ("org", "_seq", "id");

CREATE TABLE "team" (
    "org" bigint NOT NULL,
    "id" uuid NOT NULL,
    "name" text,
    "active" bigint,
    "note" text,
    "_stamp" bigint NOT NULL,
    "_device" bigint NOT NULL,
    "_clocks" bytea,
    "_deleted" bigint NOT NULL DEFAULT 0,
    "_seq" bigint NOT NULL,
    PRIMARY KEY ("org", "id")
);
CREATE INDEX "team_by_seq" ON "team" ("org", "_seq", "id");

CREATE TABLE "user" (
    "org" bigint NOT NULL,
    "id" uuid NOT NULL,
    "name" text,
    "email" text,
    "phone" text,
    "title" text,
    "role" text,
    "team" uuid,
    "active" bigint,
    "language" text,
    "_stamp" bigint NOT NULL,
    "_device" bigint NOT NULL,
    "_clocks" bytea,
    "_deleted" bigint NOT NULL DEFAULT 0,
    "_seq" bigint NOT NULL,
    PRIMARY KEY ("org", "id")
);
CREATE INDEX "user_by_seq" ON "user" ("org", "_seq", "id");
CREATE INDEX "user_by_email" ON "user" ("org", "email") WHERE "email" IS NOT NULL;
CREATE INDEX "user_by_team" ON "user" ("org", "team") WHERE "team" IS NOT NULL;

CREATE TABLE "device" (
    "org" bigint NOT NULL,
    "id" uuid NOT NULL,
    "user" uuid,
    "number" bigint,
    "name" text,
    "platform" text,
    "app_version" text,
    "enrolled_at" bigint,
    "last_contact_at" bigint,
    "complete_to" bigint,
    "revoked_at" bigint,
    "_stamp" bigint NOT NULL,
    "_device" bigint NOT NULL,
    "_clocks" bytea,
    "_deleted" bigint NOT NULL DEFAULT 0,
    "_seq" bigint NOT NULL,
    PRIMARY KEY ("org", "id")
);
CREATE INDEX "device_by_seq" ON "device" ("org", "_seq", "id");
CREATE INDEX "device_by_user" ON "device" ("org", "user");
CREATE INDEX "device_by_number" ON "device" ("org", "number");

CREATE TABLE "custom_field" (
    "org" bigint NOT NULL,
    "id" uuid NOT NULL,
    "entity" text,
    "key" text,
    "type" text,
    "label_zh" text,
    "label_en" text,
    "choices" jsonb,
    "position" bigint,
    "retired" bigint,
    "_stamp" bigint NOT NULL,
    "_device" bigint NOT NULL,
    "_clocks" bytea,
    "_deleted" bigint NOT NULL DEFAULT 0,
    "_seq" bigint NOT NULL,
    PRIMARY KEY ("org", "id")
);
CREATE INDEX "custom_field_by_seq" ON "custom_field" ("org", "_seq", "id");
CREATE INDEX "custom_field_by_entity" ON "custom_field" ("org", "entity");

CREATE TABLE "customer" (
    "org" bigint NOT NULL,
    "id" uuid NOT NULL,
    "code" text,
    "provisional_code" text,
    "name" text,
    "kind" text,
    "aliases" jsonb,
    "credit_code" text,
    "industry" text,
    "staff_count" bigint,
    "annual_revenue" bigint,
    "main_business" text,
    "source_channel" text,
    "referred_by" uuid,
    "anniversary_on" text,
    "size_band" text,
    "urgency" text,
    "potential_class" text,
    "stage" text,
    "intention_evidence" jsonb,
    "customer_class" text,
    "value_level" text,
    "risk_level" text,
    "relationship" text,
    "status" text,
    "tags" jsonb,
    "industry_standing" bigint,
    "growth_potential" bigint,
    "cooperation_depth" bigint,
    "growing_industry" bigint,
    "initial_need" text,
    "pain_points" text,
    "wanted_products" text,
    "service_cycle" text,
    "budget_from" bigint,
    "budget_to" bigint,
    "decision_process" text,
    "decision_cycle" text,
    "competitors" jsonb,
    "focus" jsonb,
    "buying_type" text,
    "communication_preference" text,
    "preferred_channels" jsonb,
    "purchase_preference" text,
    "personal_preference" text,
    "province" text,
    "city" text,
    "address" text,
    "latitude" double precision,
    "longitude" double precision,
    "location_accuracy" double precision,
    "owner" uuid,
    "collaborators" jsonb,
    "filed_on" text,
    "filed_by" uuid,
    "first_contact_on" text,
    "cooperation_start" text,
    "current_products" text,
    "contract_term" text,
    "payment_state" text,
    "renewal_intention" text,
    "satisfaction" text,
    "satisfaction_score" bigint,
    "growth_archive" text,
    "won_at" bigint,
    "first_amount" bigint,
    "contract_expires_on" text,
    "service_contact" uuid,
    "verification_status" text,
    "verification_method" text,
    "verified_by" uuid,
    "verified_at" bigint,
    "verification_note" text,
    "profile_confirmed_at" bigint,
    "note" text,
    "custom" jsonb,
    "_stamp" bigint NOT NULL,
    "_device" bigint NOT NULL,
    "_clocks" bytea,
    "_deleted" bigint NOT NULL DEFAULT 0,
    "_seq" bigint NOT NULL,
    PRIMARY KEY ("org", "id")
);
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
    "org" bigint NOT NULL,
    "id" uuid NOT NULL,
    "customer" uuid,
    "name" text,
    "title" text,
    "form_of_address" text,
    "is_primary" bigint,
    "decision_role" text,
    "decision_order" bigint,
    "phone" text,
    "email" text,
    "wechat" text,
    "preferred_channels" jsonb,
    "preferred_times" text,
    "visit_consent" bigint,
    "birthday" text,
    "preferences" text,
    "departed" bigint,
    "note" text,
    "custom" jsonb,
    "_stamp" bigint NOT NULL,
    "_device" bigint NOT NULL,
    "_clocks" bytea,
    "_deleted" bigint NOT NULL DEFAULT 0,
    "_seq" bigint NOT NULL,
    PRIMARY KEY ("org", "id")
);
CREATE INDEX "contact_by_seq" ON "contact" ("org", "_seq", "id");
CREATE INDEX "contact_by_customer" ON "contact" ("org", "customer");
CREATE INDEX "contact_by_phone" ON "contact" ("org", "phone") WHERE "phone" IS NOT NULL;

CREATE TABLE "followup" (
    "org" bigint NOT NULL,
    "id" uuid NOT NULL,
    "customer" uuid,
    "contact" uuid,
    "author" uuid,
    "owner" uuid,
    "collaborators" jsonb,
    "goal" text,
    "cycle" text,
    "first_on" text,
    "due_on" text,
    "due_rule" text,
    "planned_at" bigint,
    "important" bigint,
    "booked" bigint,
    "methods" jsonb,
    "talking_points" text,
    "next_action" text,
    "resources" text,
    "status" text,
    "completed_at" bigint,
    "note" text,
    "custom" jsonb,
    "_stamp" bigint NOT NULL,
    "_device" bigint NOT NULL,
    "_clocks" bytea,
    "_deleted" bigint NOT NULL DEFAULT 0,
    "_seq" bigint NOT NULL,
    PRIMARY KEY ("org", "id")
);
CREATE INDEX "followup_by_seq" ON "followup" ("org", "_seq", "id");
CREATE INDEX "followup_by_customer" ON "followup" ("org", "customer", "due_on");
CREATE INDEX "followup_by_owner" ON "followup" ("org", "owner", "due_on");
CREATE INDEX "followup_by_due_on" ON "followup" ("org", "due_on");

CREATE TABLE "interaction" (
    "org" bigint NOT NULL,
    "id" uuid NOT NULL,
    "customer" uuid,
    "author" uuid,
    "started_at" bigint,
    "ended_at" bigint,
    "logged_at" bigint,
    "channels" jsonb,
    "latitude" double precision,
    "longitude" double precision,
    "location_accuracy" double precision,
    "direction" text,
    "contact" uuid,
    "other_contacts" jsonb,
    "participants" jsonb,
    "executives" jsonb,
    "followup" uuid,
    "content_type" text,
    "note" text,
    "feedback" text,
    "need_change" text,
    "objections" text,
    "solution" text,
    "promise" text,
    "promise_due" text,
    "materials" jsonb,
    "next_step" text,
    "next_step_due" text,
    "next_step_owner" uuid,
    "no_next_step" bigint,
    "major_change" bigint,
    "major_change_kinds" jsonb,
    "satisfaction_after" text,
    "stage_after" text,
    "intention_after" text,
    "potential_after" text,
    "survey_service" bigint,
    "survey_value" bigint,
    "survey_response" bigint,
    "survey_comment" text,
    "custom" jsonb,
    "_stamp" bigint NOT NULL,
    "_device" bigint NOT NULL,
    "_clocks" bytea,
    "_deleted" bigint NOT NULL DEFAULT 0,
    "_seq" bigint NOT NULL,
    PRIMARY KEY ("org", "id")
);
CREATE INDEX "interaction_by_seq" ON "interaction" ("org", "_seq", "id");
CREATE INDEX "interaction_by_customer" ON "interaction" ("org", "customer", "started_at");
CREATE INDEX "interaction_by_author" ON "interaction" ("org", "author", "started_at");
CREATE INDEX "interaction_by_started_at" ON "interaction" ("org", "started_at");
CREATE INDEX "interaction_by_followup" ON "interaction" ("org", "followup", "started_at") WHERE "followup" IS NOT NULL;

CREATE TABLE "attachment" (
    "org" bigint NOT NULL,
    "id" uuid NOT NULL,
    "customer" uuid,
    "interaction" uuid,
    "author" uuid,
    "kind" text,
    "taken_at" bigint,
    "format" text,
    "content" text,
    "bytes" bigint,
    "thumbnail" text,
    "thumbnail_bytes" bigint,
    "width" bigint,
    "height" bigint,
    "seconds" bigint,
    "file_name" text,
    "caption" text,
    "_stamp" bigint NOT NULL,
    "_device" bigint NOT NULL,
    "_clocks" bytea,
    "_deleted" bigint NOT NULL DEFAULT 0,
    "_seq" bigint NOT NULL,
    PRIMARY KEY ("org", "id")
);
CREATE INDEX "attachment_by_seq" ON "attachment" ("org", "_seq", "id");
CREATE INDEX "attachment_by_customer" ON "attachment" ("org", "customer", "taken_at");
CREATE INDEX "attachment_by_interaction" ON "attachment" ("org", "interaction", "taken_at") WHERE "interaction" IS NOT NULL;
CREATE INDEX "attachment_by_author" ON "attachment" ("org", "author", "taken_at");
CREATE INDEX "attachment_by_content" ON "attachment" ("org", "content");
CREATE INDEX "attachment_by_thumbnail" ON "attachment" ("org", "thumbnail") WHERE "thumbnail" IS NOT NULL;

ALTER TABLE "customer" ADD COLUMN "merged_into" uuid;
CREATE INDEX "customer_by_merged_into" ON "customer" ("org", "merged_into") WHERE "merged_into" IS NOT NULL;
