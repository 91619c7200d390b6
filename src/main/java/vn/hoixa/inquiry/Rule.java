package vn.hoixa.inquiry;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One small reason to decide.
 *
 * @param name stands in the record
 * @param opinion the decision, or null where the rule has none
 */
record Rule(String name, Function<Situation, @Nullable Decision> opinion) {}
