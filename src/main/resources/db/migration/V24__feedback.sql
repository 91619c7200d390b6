-- What residents said about the commune, a row a turn: by theme of the second level, never with a word of it. What was
-- written stands in incoming; the row goes with its turn, and is counted in feedback_tally before.
-- excluded: whom it concerns, as in cases. why: words of the theme, or the rule that decided.
CREATE TABLE feedback (
    id          ${identity},
    commune     TEXT NOT NULL,
    resident_id BIGINT NOT NULL,
    turn        BIGINT NOT NULL,
    said_at     BIGINT NOT NULL,
    theme       TEXT NOT NULL,
    version     INTEGER NOT NULL,
    tone        TEXT NOT NULL,
    urgent      INTEGER NOT NULL,
    hamlet      TEXT,
    field       TEXT,
    excluded    TEXT NOT NULL,
    case_id     BIGINT REFERENCES cases (id),
    why         TEXT NOT NULL,
    UNIQUE (resident_id, turn),
    FOREIGN KEY (resident_id, turn) REFERENCES turn (resident_id, number) ON DELETE CASCADE
);
CREATE INDEX feedback_said ON feedback (commune, said_at);
CREATE INDEX feedback_theme ON feedback (theme);
CREATE INDEX feedback_case ON feedback (case_id);

-- Where a person put it; rows are only added, and go with what they are about.
CREATE TABLE feedback_correction (
    id           ${identity},
    feedback_id  BIGINT NOT NULL REFERENCES feedback (id) ON DELETE CASCADE,
    theme_before TEXT NOT NULL,
    theme        TEXT NOT NULL,
    corrected_at BIGINT NOT NULL,
    corrected_by BIGINT NOT NULL
);
CREATE INDEX feedback_correction_of ON feedback_correction (feedback_id);

-- How much feedback there was that is gone: erased or too old, by day (days since 1970 in Vietnam). Whoever counts
-- feedback adds these. Nobody is named.
CREATE TABLE feedback_tally (
    commune TEXT NOT NULL,
    day     BIGINT NOT NULL,
    theme   TEXT NOT NULL,
    tone    TEXT NOT NULL,
    urgent  INTEGER NOT NULL,
    hamlet  TEXT NOT NULL,
    field   TEXT NOT NULL,
    pieces  BIGINT NOT NULL,
    PRIMARY KEY (commune, day, theme, tone, urgent, hamlet, field)
);
