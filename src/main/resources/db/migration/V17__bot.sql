-- An officer's chat with the commune's bot, where notices go that the page may not bring.
ALTER TABLE officer ADD COLUMN bot_chat TEXT;

-- Which cases a letter to an officer names that is no notice about one case: it goes with their residents, too.
CREATE TABLE letter_case (
    outgoing_id BIGINT NOT NULL,
    case_id     BIGINT NOT NULL REFERENCES cases (id),
    PRIMARY KEY (case_id, outgoing_id)
);
