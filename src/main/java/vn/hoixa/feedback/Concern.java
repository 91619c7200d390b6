package vn.hoixa.feedback;

import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Theme;

/**
 * What several residents remark on: one broken bridge, fourteen voices.
 *
 * @param theme under which most of it is filed
 * @param hamlet that was named, or null
 * @param residents how many people spoke of it
 * @param quote the most typical of what they wrote, masked
 */
public record Concern(Theme theme, @Nullable String hamlet, long residents, String quote) {}
