package vn.hoixa.inquiry;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much runs at once.
 *
 * @param workers turns
 * @param senders residents who are being written to; one slow answer of Zalo takes one of them
 */
@ConfigurationProperties("hoixa.turns")
record InquirySettings(
        @DefaultValue("4") int workers, @DefaultValue("64") int senders) {}
