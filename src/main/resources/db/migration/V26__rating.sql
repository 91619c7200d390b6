-- When a resident is to be asked how content they are (due_at; null: not now), and what that is about. not_before: they
-- were asked, complained or mourned lately. asked_at: they were asked and did not say yet. why_after: after that turn a
-- word of why is expected. What they said stands in journal. It goes with its resident.
CREATE TABLE rating_prompt (
    resident_id BIGINT PRIMARY KEY REFERENCES resident (id) ON DELETE CASCADE,
    due_at      BIGINT,
    not_before  BIGINT NOT NULL,
    asked_at    BIGINT,
    why_after   BIGINT,
    turn        BIGINT,
    case_id     BIGINT,
    officer_id  BIGINT,
    field       TEXT,
    guide       TEXT
);
CREATE INDEX rating_prompt_due ON rating_prompt (due_at);
