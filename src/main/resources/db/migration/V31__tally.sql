-- The journal has a row for each turn and remark, and keeps them when what was written goes: nothing is counted before.
DROP TABLE turn_tally;
DROP TABLE feedback_tally;
