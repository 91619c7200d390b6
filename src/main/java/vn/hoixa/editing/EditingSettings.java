package vn.hoixa.editing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How guides are edited in the browser.
 *
 * @param secondPerson whether a text needs the approval of another editor, wherever the commune has another
 */
@ConfigurationProperties("hoixa.editing")
record EditingSettings(@DefaultValue("true") boolean secondPerson) {}
