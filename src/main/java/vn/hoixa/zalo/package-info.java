/** Zalo's Official Account platform: webhook, events and API, in its wire format. */
@NullMarked
package vn.hoixa.zalo;

import org.jspecify.annotations.NullMarked;
