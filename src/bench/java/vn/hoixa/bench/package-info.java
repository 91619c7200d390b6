/** Load on the packaged program, and what it measures: {@code mvn -Pbench verify}. */
@NullMarked
package vn.hoixa.bench;

import org.jspecify.annotations.NullMarked;
