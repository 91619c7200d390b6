-- Which of Zalo's two endpoints takes a page's messages, where Zalo's answers told: V3 or V2.
CREATE TABLE endpoint (
    oa        TEXT PRIMARY KEY,
    endpoint  TEXT NOT NULL,
    learnt_at BIGINT NOT NULL
);

-- What Zalo counted a message against: which contingent (none where it is charged), how many are left of how many.
ALTER TABLE outgoing ADD COLUMN quota_type TEXT;
ALTER TABLE outgoing ADD COLUMN quota_remain BIGINT;
ALTER TABLE outgoing ADD COLUMN quota_total BIGINT;
