package vn.hoixa.site;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import vn.hoixa.zalo.Credentials;

/** Says at the end of the start where to open what. */
@Component
class Welcome {
    private static final Logger log = LoggerFactory.getLogger(Welcome.class);

    private final Credentials credentials;
    private final Environment environment;

    Welcome(Credentials credentials, Environment environment) {
        this.credentials = credentials;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void say() {
        String port = environment.getProperty("local.server.port");
        String management = environment.getProperty("local.management.port");
        if (credentials.isTrial()) {
            log.info("HoiXa runs as a trial, for this machine only. Open http://localhost:{}/", port);
            log.info("Chat as a resident: http://localhost:{}/simulator", port);
        } else {
            log.info("HoiXa serves Zalo's events at port {}, path /webhooks/zalo", port);
        }
        log.info("Health and metrics: http://127.0.0.1:{}/actuator", management);
    }
}
