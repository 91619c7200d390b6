-- Why a turn was decided as it was, as JSON: the text as it was read, what was considered, what weighed.
ALTER TABLE turn ADD COLUMN explanation TEXT;
