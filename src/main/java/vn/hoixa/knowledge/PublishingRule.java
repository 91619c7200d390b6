package vn.hoixa.knowledge;

import java.util.List;

/** What may keep files from being published that are sound in themselves: what was kept under them until now. */
@FunctionalInterface
public interface PublishingRule {
    /** What is wrong; empty where nothing is. */
    List<Problem> problems(Themes next);
}
