-- Forms of the console that were sent: a second press, or a page that is sent again, does nothing.
CREATE TABLE sent_form (
    token   TEXT PRIMARY KEY,
    sent_at BIGINT NOT NULL
);
CREATE INDEX sent_form_at ON sent_form (sent_at);

-- What the inbox and a conversation look for.
CREATE INDEX cases_commune ON cases (commune, state);
CREATE INDEX turn_case ON turn (case_id, number);
CREATE INDEX incoming_turn ON incoming (resident_id, turn);
CREATE INDEX case_text_outgoing ON case_text (outgoing_id);
CREATE INDEX outgoing_failed ON outgoing (created_at) WHERE state IN ('closed', 'refused', 'unknown');
