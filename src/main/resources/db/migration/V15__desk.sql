-- As whom an officer answers in Zalo's own tools.
ALTER TABLE officer ADD COLUMN zalo_admin TEXT;

-- What an officer was asked last and has not answered: which case, which colleague, what to ask, why. Ids of what there
-- is to choose between stand between commas.
CREATE TABLE desk_question (
    officer_id BIGINT PRIMARY KEY REFERENCES officer (id),
    asked      TEXT NOT NULL,
    case_id    BIGINT REFERENCES cases (id),
    choices    TEXT NOT NULL,
    words      TEXT NOT NULL,
    asked_at   BIGINT NOT NULL
);
