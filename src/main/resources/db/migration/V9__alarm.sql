-- What needs a person, from when it was seen until it is over. No texts of residents, no secrets.
CREATE TABLE alarm (
    id           ${identity},
    kind         TEXT NOT NULL,
    subject      TEXT NOT NULL,
    since        BIGINT NOT NULL,
    seen_at      BIGINT NOT NULL,
    times        INTEGER NOT NULL,
    detail       TEXT NOT NULL,
    -- until when a person has time, where that is known
    until_at     BIGINT,
    cleared_at   BIGINT,
    -- when the next mail about it is due; null where none is
    mail_due_at  BIGINT,
    mail_tries   INTEGER NOT NULL DEFAULT 0,
    mailed_at    BIGINT
);
CREATE UNIQUE INDEX alarm_standing ON alarm (kind, subject) WHERE cleared_at IS NULL;
CREATE INDEX alarm_mail_due ON alarm (mail_due_at) WHERE mail_due_at IS NOT NULL;
