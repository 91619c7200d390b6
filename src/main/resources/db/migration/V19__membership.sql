-- What an account may do, and in which commune; commune '' stands for all of them and for the installation itself.
CREATE TABLE membership (
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    commune    TEXT NOT NULL,
    role       TEXT NOT NULL,
    PRIMARY KEY (account_id, commune, role)
);
INSERT INTO membership (account_id, commune, role) SELECT id, '', role FROM account;
ALTER TABLE account DROP COLUMN role;

-- Who of the directory it is: whom a case concerns must be known here, too.
ALTER TABLE account ADD COLUMN officer_id BIGINT REFERENCES officer (id);

-- What the account will be that the invitation makes.
ALTER TABLE invitation ADD COLUMN commune TEXT NOT NULL DEFAULT '';
ALTER TABLE invitation ADD COLUMN role TEXT NOT NULL DEFAULT 'ADMINISTRATOR';
ALTER TABLE invitation ADD COLUMN officer_id BIGINT REFERENCES officer (id);
