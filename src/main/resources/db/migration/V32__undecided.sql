-- Whether the words complain, so that they are kept from whom they concern.
ALTER TABLE undecided ADD COLUMN complains INTEGER NOT NULL DEFAULT 0;
