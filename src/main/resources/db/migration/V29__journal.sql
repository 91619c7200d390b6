-- A report counts a month out of years: what it counts by stands in the index, so that no row is looked up.
DROP INDEX journal_at;
CREATE INDEX journal_at ON journal (oa, what, at, resident, outcome, guide);

-- Large files of a report while they are made and until they are fetched; kept here, so that every instance knows how
-- far one is and can hand it out. What has no row here is not made any further.
-- whole, done: rows of the journal. beat_at: when its maker, or whoever fetched it, last did something.
CREATE TABLE report_export (
    id      ${identity},
    account BIGINT NOT NULL,
    commune TEXT NOT NULL,
    period  TEXT NOT NULL,
    kind    TEXT NOT NULL,
    state   TEXT NOT NULL,
    whole   BIGINT NOT NULL,
    done    BIGINT NOT NULL,
    beat_at BIGINT NOT NULL
);
CREATE TABLE report_export_part (
    export_id BIGINT NOT NULL REFERENCES report_export (id) ON DELETE CASCADE,
    number    INTEGER NOT NULL,
    bytes     BYTEA NOT NULL,
    PRIMARY KEY (export_id, number)
);
