package vn.hoixa.escalation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How cases are treated.
 *
 * @param ordinary working time until an answer is due
 * @param urgent the same for what is urgent
 * @param showTelephone whether residents are told the officer's telephone
 * @param showBack whether an officer's answer is shown to them once more before it goes to the resident
 * @param askDone how long after an answer the officer is asked whether that was all
 * @param settle how long after an answer a case is over though nobody says so
 * @param patience working time after which a resident is told that an officer looks at the answer
 */
@ConfigurationProperties("hoixa.cases")
record CaseSettings(
        @DefaultValue("8h") Duration ordinary,
        @DefaultValue("4h") Duration urgent,
        @DefaultValue("true") boolean showTelephone,
        @DefaultValue("true") boolean showBack,
        @DefaultValue("1h") Duration askDone,
        @DefaultValue("3d") Duration settle,
        @DefaultValue("15m") Duration patience) {
    Duration time(Level level) {
        return level == Level.URGENT ? urgent : ordinary;
    }
}
