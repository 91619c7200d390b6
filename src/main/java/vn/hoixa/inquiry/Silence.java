package vn.hoixa.inquiry;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a person speaks, we do not.
 *
 * @param silence for how long after a person's last answer from Zalo's own tools; 0 for not at all
 */
@ConfigurationProperties("hoixa.inquiry")
record Silence(@DefaultValue("30m") Duration silence) {}
