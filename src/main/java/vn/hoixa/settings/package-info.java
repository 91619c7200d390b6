/** What a commune's own people decide in the console: whether the bot answers, in which words, and what comes first. */
@NullMarked
package vn.hoixa.settings;

import org.jspecify.annotations.NullMarked;
