package vn.hoixa.matching;

import vn.hoixa.knowledge.Knowledge;

/**
 * One published version with its index, so that a turn is understood and answered from the same texts.
 *
 * @param knowledge what is quoted
 * @param matcher over it
 */
public record Edition(Knowledge knowledge, Matcher matcher) {}
