-- The tables of a session file, version 4, as made from storage/tables.py.
-- The program compares a file's structure with this text; a test holds the two equal.

CREATE TABLE action_item (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    number TEXT DEFAULT '' NOT NULL,
    text_en TEXT DEFAULT '' NOT NULL,
    text_ru TEXT DEFAULT '' NOT NULL,
    text_hi TEXT DEFAULT '' NOT NULL,
    body_first TEXT DEFAULT '' NOT NULL,
    person_first TEXT DEFAULT '' NOT NULL,
    body_second TEXT DEFAULT '' NOT NULL,
    person_second TEXT DEFAULT '' NOT NULL,
    due_words TEXT DEFAULT '' NOT NULL,
    due_date TEXT DEFAULT '' NOT NULL,
    status TEXT DEFAULT '' NOT NULL,
    closed_on TEXT DEFAULT '' NOT NULL,
    sub_group TEXT DEFAULT '' NOT NULL,
    agenda_item TEXT DEFAULT '' NOT NULL,
    paragraph TEXT DEFAULT '' NOT NULL,
    origin_ordinal TEXT DEFAULT '' NOT NULL,
    origin TEXT DEFAULT '' NOT NULL,
    closing_remark TEXT DEFAULT '' NOT NULL,
    remarks TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_action_item_uuid UNIQUE (uuid)
);

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE clause (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    "key" TEXT DEFAULT '' NOT NULL,
    text_en TEXT DEFAULT '' NOT NULL,
    text_ru TEXT DEFAULT '' NOT NULL,
    text_hi TEXT DEFAULT '' NOT NULL,
    effect TEXT DEFAULT '' NOT NULL,
    hidden TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_clause_uuid UNIQUE (uuid)
);

CREATE TABLE column_set (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    "key" TEXT DEFAULT '' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    name_ru TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    title_ru TEXT DEFAULT '' NOT NULL,
    title_hi TEXT DEFAULT '' NOT NULL,
    purpose TEXT DEFAULT '' NOT NULL,
    retention TEXT DEFAULT '' NOT NULL,
    honorific TEXT DEFAULT '' NOT NULL,
    fields JSON DEFAULT '[]' NOT NULL,
    privacy JSON DEFAULT '[]' NOT NULL,
    headings JSON DEFAULT '{}' NOT NULL,
    CONSTRAINT uq_column_set_uuid UNIQUE (uuid)
);

CREATE TABLE file_info (
    id INTEGER NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    written_by TEXT NOT NULL,
    CONSTRAINT pk_file_info PRIMARY KEY (id)
);

CREATE TABLE meeting_record (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    text_en TEXT DEFAULT '' NOT NULL,
    text_ru TEXT DEFAULT '' NOT NULL,
    text_hi TEXT DEFAULT '' NOT NULL,
    side TEXT DEFAULT '' NOT NULL,
    sub_group TEXT DEFAULT '' NOT NULL,
    agenda_item TEXT DEFAULT '' NOT NULL,
    noted_at TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_meeting_record_uuid UNIQUE (uuid)
);

CREATE TABLE printed_card (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    delegate TEXT DEFAULT '' NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    printed_at TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_printed_card_uuid UNIQUE (uuid)
);

CREATE TABLE protocol_paragraph (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    text_en TEXT DEFAULT '' NOT NULL,
    text_ru TEXT DEFAULT '' NOT NULL,
    text_hi TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    proposed_by TEXT DEFAULT '' NOT NULL,
    step_en TEXT DEFAULT '' NOT NULL,
    step_ru TEXT DEFAULT '' NOT NULL,
    step_hi TEXT DEFAULT '' NOT NULL,
    agenda_item TEXT DEFAULT '' NOT NULL,
    sub_group TEXT DEFAULT '' NOT NULL,
    action_item TEXT DEFAULT '' NOT NULL,
    record TEXT DEFAULT '' NOT NULL,
    slot TEXT DEFAULT '' NOT NULL,
    assembled_en TEXT DEFAULT '' NOT NULL,
    assembled_ru TEXT DEFAULT '' NOT NULL,
    assembled_hi TEXT DEFAULT '' NOT NULL,
    remarks TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_protocol_paragraph_uuid UNIQUE (uuid)
);

CREATE TABLE protocol_snapshot (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    sent_at TEXT DEFAULT '' NOT NULL,
    sent_to TEXT DEFAULT '' NOT NULL,
    languages TEXT DEFAULT '' NOT NULL,
    remarks TEXT DEFAULT '' NOT NULL,
    content JSON DEFAULT '[]' NOT NULL,
    CONSTRAINT uq_protocol_snapshot_uuid UNIQUE (uuid)
);

CREATE TABLE readiness_tick (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    "key" TEXT DEFAULT '' NOT NULL,
    done TEXT DEFAULT '' NOT NULL,
    remarks TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_readiness_tick_uuid UNIQUE (uuid)
);

CREATE TABLE seal (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    signed_on TEXT DEFAULT '' NOT NULL,
    place_en TEXT DEFAULT '' NOT NULL,
    place_ru TEXT DEFAULT '' NOT NULL,
    place_hi TEXT DEFAULT '' NOT NULL,
    signer_first TEXT DEFAULT '' NOT NULL,
    signer_second TEXT DEFAULT '' NOT NULL,
    originals TEXT DEFAULT '' NOT NULL,
    languages TEXT DEFAULT '' NOT NULL,
    keeper_first TEXT DEFAULT '' NOT NULL,
    keeper_second TEXT DEFAULT '' NOT NULL,
    sealed_at TEXT DEFAULT '' NOT NULL,
    sealed_by TEXT DEFAULT '' NOT NULL,
    digest TEXT DEFAULT '' NOT NULL,
    reopened_at TEXT DEFAULT '' NOT NULL,
    reopened_by TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_seal_uuid UNIQUE (uuid)
);

CREATE TABLE seating_plan (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    seats TEXT DEFAULT '' NOT NULL,
    door TEXT DEFAULT '' NOT NULL,
    first_hand TEXT DEFAULT '' NOT NULL,
    numbered TEXT DEFAULT '' NOT NULL,
    interpreters TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_seating_plan_uuid UNIQUE (uuid)
);

CREATE TABLE sender (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    mapping JSON NOT NULL,
    CONSTRAINT uq_sender_uuid UNIQUE (uuid)
);

CREATE TABLE session (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    ordinal TEXT DEFAULT '' NOT NULL,
    working_group_en TEXT DEFAULT '' NOT NULL,
    working_group_ru TEXT DEFAULT '' NOT NULL,
    working_group_hi TEXT DEFAULT '' NOT NULL,
    commission_en TEXT DEFAULT '' NOT NULL,
    commission_ru TEXT DEFAULT '' NOT NULL,
    commission_hi TEXT DEFAULT '' NOT NULL,
    previous_ordinal TEXT DEFAULT '' NOT NULL,
    previous_date TEXT DEFAULT '' NOT NULL,
    previous_place_en TEXT DEFAULT '' NOT NULL,
    previous_place_ru TEXT DEFAULT '' NOT NULL,
    previous_place_hi TEXT DEFAULT '' NOT NULL,
    start_date TEXT DEFAULT '' NOT NULL,
    end_date TEXT DEFAULT '' NOT NULL,
    signing_date TEXT DEFAULT '' NOT NULL,
    venue_en TEXT DEFAULT '' NOT NULL,
    venue_ru TEXT DEFAULT '' NOT NULL,
    venue_hi TEXT DEFAULT '' NOT NULL,
    city_en TEXT DEFAULT '' NOT NULL,
    city_ru TEXT DEFAULT '' NOT NULL,
    city_hi TEXT DEFAULT '' NOT NULL,
    time_zone TEXT DEFAULT '' NOT NULL,
    languages TEXT DEFAULT '' NOT NULL,
    interpretation TEXT DEFAULT '' NOT NULL,
    agenda_circulated TEXT DEFAULT '' NOT NULL,
    originals TEXT DEFAULT '' NOT NULL,
    signing_place_en TEXT DEFAULT '' NOT NULL,
    signing_place_ru TEXT DEFAULT '' NOT NULL,
    signing_place_hi TEXT DEFAULT '' NOT NULL,
    next_place_en TEXT DEFAULT '' NOT NULL,
    next_place_ru TEXT DEFAULT '' NOT NULL,
    next_place_hi TEXT DEFAULT '' NOT NULL,
    next_dates_en TEXT DEFAULT '' NOT NULL,
    next_dates_ru TEXT DEFAULT '' NOT NULL,
    next_dates_hi TEXT DEFAULT '' NOT NULL,
    terms TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_session_uuid UNIQUE (uuid)
);

CREATE TABLE side (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    name_en TEXT DEFAULT '' NOT NULL,
    name_ru TEXT DEFAULT '' NOT NULL,
    name_hi TEXT DEFAULT '' NOT NULL,
    adjective_en TEXT DEFAULT '' NOT NULL,
    adjective_ru TEXT DEFAULT '' NOT NULL,
    adjective_hi TEXT DEFAULT '' NOT NULL,
    formal_name_en TEXT DEFAULT '' NOT NULL,
    formal_name_ru TEXT DEFAULT '' NOT NULL,
    formal_name_hi TEXT DEFAULT '' NOT NULL,
    host TEXT DEFAULT '' NOT NULL,
    ours TEXT DEFAULT '' NOT NULL,
    aliases TEXT DEFAULT '' NOT NULL,
    honorifics TEXT DEFAULT '' NOT NULL,
    ranks TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_side_uuid UNIQUE (uuid)
);

CREATE TABLE sitting (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title_en TEXT DEFAULT '' NOT NULL,
    title_ru TEXT DEFAULT '' NOT NULL,
    title_hi TEXT DEFAULT '' NOT NULL,
    date TEXT DEFAULT '' NOT NULL,
    start_time TEXT DEFAULT '' NOT NULL,
    end_time TEXT DEFAULT '' NOT NULL,
    room_en TEXT DEFAULT '' NOT NULL,
    room_ru TEXT DEFAULT '' NOT NULL,
    room_hi TEXT DEFAULT '' NOT NULL,
    remarks TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_sitting_uuid UNIQUE (uuid)
);

CREATE TABLE speaker (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    delegate TEXT DEFAULT '' NOT NULL,
    side TEXT DEFAULT '' NOT NULL,
    agenda_item TEXT DEFAULT '' NOT NULL,
    asked_at TEXT DEFAULT '' NOT NULL,
    began_at TEXT DEFAULT '' NOT NULL,
    ended_at TEXT DEFAULT '' NOT NULL,
    remarks TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_speaker_uuid UNIQUE (uuid)
);

CREATE TABLE step (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    kind VARCHAR(8) NOT NULL,
    target INTEGER,
    state VARCHAR(8) NOT NULL,
    rows INTEGER NOT NULL,
    CONSTRAINT fk_step_target_step FOREIGN KEY(target) REFERENCES step (id)
);

CREATE INDEX ix_step_state ON step (state) WHERE state = 'undone';

CREATE TABLE stored_file (
    sha256 VARCHAR(64) NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    data BLOB NOT NULL,
    CONSTRAINT pk_stored_file PRIMARY KEY (sha256)
);

CREATE TABLE sub_group (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name_en TEXT DEFAULT '' NOT NULL,
    name_ru TEXT DEFAULT '' NOT NULL,
    name_hi TEXT DEFAULT '' NOT NULL,
    lead_first TEXT DEFAULT '' NOT NULL,
    lead_second TEXT DEFAULT '' NOT NULL,
    remarks TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_sub_group_uuid UNIQUE (uuid)
);

CREATE TABLE topic (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title_en TEXT DEFAULT '' NOT NULL,
    title_ru TEXT DEFAULT '' NOT NULL,
    title_hi TEXT DEFAULT '' NOT NULL,
    sub_group TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_topic_uuid UNIQUE (uuid)
);

CREATE TABLE agenda_item (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    sitting_id INTEGER,
    parent_id INTEGER,
    position INTEGER NOT NULL,
    title_en TEXT DEFAULT '' NOT NULL,
    title_ru TEXT DEFAULT '' NOT NULL,
    title_hi TEXT DEFAULT '' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    number TEXT DEFAULT '' NOT NULL,
    late TEXT DEFAULT '' NOT NULL,
    sub_group TEXT DEFAULT '' NOT NULL,
    lead_first TEXT DEFAULT '' NOT NULL,
    lead_second TEXT DEFAULT '' NOT NULL,
    presenters TEXT DEFAULT '' NOT NULL,
    planned_minutes TEXT DEFAULT '' NOT NULL,
    fixed_start TEXT DEFAULT '' NOT NULL,
    interpretation TEXT DEFAULT '' NOT NULL,
    run_remarks TEXT DEFAULT '' NOT NULL,
    notes TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    began_at TEXT DEFAULT '' NOT NULL,
    ended_at TEXT DEFAULT '' NOT NULL,
    spent TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_agenda_item_uuid UNIQUE (uuid),
    CONSTRAINT fk_agenda_item_sitting_id_sitting FOREIGN KEY(sitting_id) REFERENCES sitting (id),
    CONSTRAINT fk_agenda_item_parent_id_agenda_item FOREIGN KEY(parent_id) REFERENCES agenda_item (id)
);

CREATE INDEX ix_agenda_item_parent_id ON agenda_item (parent_id);

CREATE INDEX ix_agenda_item_sitting_id ON agenda_item (sitting_id);

CREATE TABLE change (
    id INTEGER NOT NULL,
    step_id INTEGER NOT NULL,
    entity VARCHAR(32) NOT NULL,
    row_id INTEGER NOT NULL,
    "before" TEXT,
    "after" TEXT,
    CONSTRAINT pk_change PRIMARY KEY (id),
    CONSTRAINT fk_change_step_id_step FOREIGN KEY(step_id) REFERENCES step (id)
);

CREATE INDEX ix_change_entity_row_id ON change (entity, row_id);

CREATE INDEX ix_change_step_id ON change (step_id);

CREATE TABLE delegate (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    side_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    honorific TEXT DEFAULT '' NOT NULL,
    family_name TEXT DEFAULT '' NOT NULL,
    given_name TEXT DEFAULT '' NOT NULL,
    patronymic TEXT DEFAULT '' NOT NULL,
    name_order TEXT DEFAULT '' NOT NULL,
    native_name TEXT DEFAULT '' NOT NULL,
    latin_name TEXT DEFAULT '' NOT NULL,
    sex TEXT DEFAULT '' NOT NULL,
    designation TEXT DEFAULT '' NOT NULL,
    organisation TEXT DEFAULT '' NOT NULL,
    designation_native TEXT DEFAULT '' NOT NULL,
    organisation_native TEXT DEFAULT '' NOT NULL,
    rank TEXT DEFAULT '' NOT NULL,
    date_in_rank TEXT DEFAULT '' NOT NULL,
    role TEXT DEFAULT '' NOT NULL,
    category TEXT DEFAULT '' NOT NULL,
    status TEXT DEFAULT '' NOT NULL,
    sub_groups TEXT DEFAULT '' NOT NULL,
    languages TEXT DEFAULT '' NOT NULL,
    interpreter TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    office_phone TEXT DEFAULT '' NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    contact_person TEXT DEFAULT '' NOT NULL,
    passport_name TEXT DEFAULT '' NOT NULL,
    date_of_birth TEXT DEFAULT '' NOT NULL,
    place_of_birth TEXT DEFAULT '' NOT NULL,
    citizenship TEXT DEFAULT '' NOT NULL,
    passport_number TEXT DEFAULT '' NOT NULL,
    passport_issued TEXT DEFAULT '' NOT NULL,
    passport_expiry TEXT DEFAULT '' NOT NULL,
    arrival_date TEXT DEFAULT '' NOT NULL,
    arrival_time TEXT DEFAULT '' NOT NULL,
    arrival_flight TEXT DEFAULT '' NOT NULL,
    arrival_terminal TEXT DEFAULT '' NOT NULL,
    departure_date TEXT DEFAULT '' NOT NULL,
    departure_time TEXT DEFAULT '' NOT NULL,
    departure_flight TEXT DEFAULT '' NOT NULL,
    departure_terminal TEXT DEFAULT '' NOT NULL,
    met_by TEXT DEFAULT '' NOT NULL,
    car TEXT DEFAULT '' NOT NULL,
    hotel TEXT DEFAULT '' NOT NULL,
    room TEXT DEFAULT '' NOT NULL,
    diet TEXT DEFAULT '' NOT NULL,
    remarks TEXT DEFAULT '' NOT NULL,
    photo TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_delegate_uuid UNIQUE (uuid),
    CONSTRAINT fk_delegate_side_id_side FOREIGN KEY(side_id) REFERENCES side (id)
);

CREATE INDEX ix_delegate_side_id_position ON delegate (side_id, position);

CREATE TABLE frozen_list (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    side_id INTEGER NOT NULL,
    at TEXT DEFAULT '' NOT NULL,
    step INTEGER NOT NULL,
    remark TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_frozen_list_uuid UNIQUE (uuid),
    CONSTRAINT fk_frozen_list_side_id_side FOREIGN KEY(side_id) REFERENCES side (id)
);

CREATE TABLE progress_entry (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    action_id INTEGER NOT NULL,
    date TEXT DEFAULT '' NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    status TEXT DEFAULT '' NOT NULL,
    reported_by TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_progress_entry_uuid UNIQUE (uuid),
    CONSTRAINT fk_progress_entry_action_id_action_item FOREIGN KEY(action_id) REFERENCES action_item (id)
);

CREATE INDEX ix_progress_entry_action_id ON progress_entry (action_id);

CREATE TABLE received_list (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    sender TEXT DEFAULT '' NOT NULL,
    received_at TEXT DEFAULT '' NOT NULL,
    sha256 TEXT DEFAULT '' NOT NULL,
    sheet TEXT DEFAULT '' NOT NULL,
    side_id INTEGER,
    reading JSON DEFAULT '{}' NOT NULL,
    CONSTRAINT uq_received_list_uuid UNIQUE (uuid),
    CONSTRAINT fk_received_list_side_id_side FOREIGN KEY(side_id) REFERENCES side (id)
);

CREATE TABLE seat (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    plan_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    side TEXT DEFAULT '' NOT NULL,
    "row" TEXT DEFAULT '' NOT NULL,
    delegate TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_seat_uuid UNIQUE (uuid),
    CONSTRAINT fk_seat_plan_id_seating_plan FOREIGN KEY(plan_id) REFERENCES seating_plan (id)
);

CREATE INDEX ix_seat_plan_id ON seat (plan_id);

CREATE TABLE sub_group_update (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    sub_group_id INTEGER NOT NULL,
    session_ordinal TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    agreed_side TEXT DEFAULT '' NOT NULL,
    requested_on TEXT DEFAULT '' NOT NULL,
    due_on TEXT DEFAULT '' NOT NULL,
    received_on TEXT DEFAULT '' NOT NULL,
    met_on TEXT DEFAULT '' NOT NULL,
    leads TEXT DEFAULT '' NOT NULL,
    topics TEXT DEFAULT '' NOT NULL,
    work_en TEXT DEFAULT '' NOT NULL,
    work_ru TEXT DEFAULT '' NOT NULL,
    work_hi TEXT DEFAULT '' NOT NULL,
    obstacles_en TEXT DEFAULT '' NOT NULL,
    obstacles_ru TEXT DEFAULT '' NOT NULL,
    obstacles_hi TEXT DEFAULT '' NOT NULL,
    proposals_en TEXT DEFAULT '' NOT NULL,
    proposals_ru TEXT DEFAULT '' NOT NULL,
    proposals_hi TEXT DEFAULT '' NOT NULL,
    protocol_text_en TEXT DEFAULT '' NOT NULL,
    protocol_text_ru TEXT DEFAULT '' NOT NULL,
    protocol_text_hi TEXT DEFAULT '' NOT NULL,
    remarks TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_sub_group_update_uuid UNIQUE (uuid),
    CONSTRAINT fk_sub_group_update_sub_group_id_sub_group FOREIGN KEY(sub_group_id) REFERENCES sub_group (id)
);

CREATE INDEX ix_sub_group_update_sub_group_id ON sub_group_update (sub_group_id);

CREATE TABLE attendance (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    sitting_id INTEGER NOT NULL,
    delegate_id INTEGER NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    arrived TEXT DEFAULT '' NOT NULL,
    "left" TEXT DEFAULT '' NOT NULL,
    remarks TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_attendance_uuid UNIQUE (uuid),
    CONSTRAINT fk_attendance_sitting_id_sitting FOREIGN KEY(sitting_id) REFERENCES sitting (id),
    CONSTRAINT fk_attendance_delegate_id_delegate FOREIGN KEY(delegate_id) REFERENCES delegate (id)
);

CREATE INDEX ix_attendance_delegate_id ON attendance (delegate_id);

CREATE INDEX ix_attendance_sitting_id ON attendance (sitting_id);

CREATE TABLE delegate_source (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    delegate_id INTEGER NOT NULL,
    list_id INTEGER NOT NULL,
    sheet TEXT DEFAULT '' NOT NULL,
    "row" INTEGER NOT NULL,
    original JSON NOT NULL,
    base JSON NOT NULL,
    CONSTRAINT uq_delegate_source_uuid UNIQUE (uuid),
    CONSTRAINT fk_delegate_source_delegate_id_delegate FOREIGN KEY(delegate_id) REFERENCES delegate (id),
    CONSTRAINT fk_delegate_source_list_id_received_list FOREIGN KEY(list_id) REFERENCES received_list (id)
);

CREATE INDEX ix_delegate_source_delegate_id ON delegate_source (delegate_id);

CREATE INDEX ix_delegate_source_list_id ON delegate_source (list_id);

CREATE TABLE identity_decision (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    delegate_id INTEGER NOT NULL,
    other_id INTEGER,
    name_key TEXT DEFAULT '' NOT NULL,
    verdict TEXT DEFAULT '' NOT NULL,
    base JSON DEFAULT '{}' NOT NULL,
    CONSTRAINT uq_identity_decision_uuid UNIQUE (uuid),
    CONSTRAINT fk_identity_decision_delegate_id_delegate FOREIGN KEY(delegate_id) REFERENCES delegate (id),
    CONSTRAINT fk_identity_decision_other_id_delegate FOREIGN KEY(other_id) REFERENCES delegate (id)
);

CREATE INDEX ix_identity_decision_delegate_id ON identity_decision (delegate_id);

CREATE INDEX ix_identity_decision_other_id ON identity_decision (other_id);
