-- What came from Zalo and what Zalo answered, per app, page (empty: the app as a whole) and day of the commune's
-- calendar. Counted in memory and added every few seconds; holds no message, no resident and no secret.
CREATE TABLE sighting (
    app_id   TEXT NOT NULL,
    oa       TEXT NOT NULL,
    sight    TEXT NOT NULL,
    detail   TEXT NOT NULL,
    day      TEXT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at  BIGINT NOT NULL,
    times    BIGINT NOT NULL,
    PRIMARY KEY (app_id, oa, sight, detail, day)
);
