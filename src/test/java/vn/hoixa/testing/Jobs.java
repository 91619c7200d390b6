package vn.hoixa.testing;

import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

/** Runs at once what a timer would run. */
public final class Jobs {
    private Jobs() {}

    /** Runs the job of that class and method, as in "Names.ask". */
    public static void run(ScheduledAnnotationBeanPostProcessor jobs, String name) {
        jobs.getScheduledTasks().stream()
                .filter(job -> job.toString().endsWith("." + name))
                .findFirst()
                .orElseThrow()
                .getTask()
                .getRunnable()
                .run();
    }
}
