-- Who may fetch figures from outside, such as the province's operations centre. Of the token only its hash is kept.
CREATE TABLE centre_token (
    id          ${identity},
    name        TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    made_at     BIGINT NOT NULL,
    made_by     TEXT NOT NULL,
    expires_at  BIGINT NOT NULL,
    used_at     BIGINT,
    revoked_at  BIGINT
);

-- Of which communes; commune '' stands for all of them.
CREATE TABLE centre_token_commune (
    token_id BIGINT NOT NULL REFERENCES centre_token (id),
    commune  TEXT NOT NULL,
    PRIMARY KEY (token_id, commune)
);

-- What the journal says of a day that is over, added up so that many pages and months are read fast; days are counted
-- from 1970 as they begin in Vietnam. It can be deleted at any time and is then added up again.
CREATE TABLE report_day (
    day         BIGINT NOT NULL,
    oa          TEXT NOT NULL,
    messages    BIGINT NOT NULL,
    turns       BIGINT NOT NULL,
    at_once     BIGINT NOT NULL,
    handed_over BIGINT NOT NULL,
    on_time     BIGINT NOT NULL,
    late        BIGINT NOT NULL,
    reopened    BIGINT NOT NULL,
    content     BIGINT NOT NULL,
    neutral     BIGINT NOT NULL,
    not_content BIGINT NOT NULL,
    PRIMARY KEY (day, oa)
);

CREATE INDEX cases_open ON cases (commune, deadline) WHERE state IN ('new', 'taken', 'waiting');
