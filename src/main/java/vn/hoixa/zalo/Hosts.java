package vn.hoixa.zalo;

import java.net.URI;
import org.springframework.core.env.Environment;

/** Where Zalo is: as set, or the simulator in the trial. */
record Hosts(ZaloSettings settings, AppSettings app, Environment environment) {

    URI api() {
        return app.isTrial() ? simulator() : settings.api();
    }

    URI oauth() {
        return app.isTrial() ? simulator() : settings.oauth();
    }

    private URI simulator() {
        return URI.create(
                "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + "/simulator/zalo");
    }
}
