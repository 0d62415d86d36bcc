-- The tables of a session file, version 2, as made from storage/tables.py.
-- The program compares a file's structure with this text; a test holds the two equal.

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
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
    CONSTRAINT uq_sub_group_uuid UNIQUE (uuid)
);

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
