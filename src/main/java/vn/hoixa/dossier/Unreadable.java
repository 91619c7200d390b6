package vn.hoixa.dossier;

/** Stops the reading of a file; caught where the import began. */
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ImportOutcome outcome;

    Unreadable(ImportOutcome outcome) {
        super(outcome.toString());
        this.outcome = outcome;
    }

    Unreadable(ImportOutcome.Cause cause) {
        this(new ImportOutcome.Refused(cause));
    }

    ImportOutcome outcome() {
        return outcome;
    }
}
