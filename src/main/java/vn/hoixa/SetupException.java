package vn.hoixa;

/** HoiXa cannot start or go on as it is set up; says what happened and what an administrator should do. */
public final class SetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    public SetupException(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    public SetupException(String problem, String remedy, Throwable cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
