package vn.hoixa.testing;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import vn.hoixa.HoiXa;

/** A whole HoiXa without settings: its own Redis and SQLite, the real clock, and the simulator in Zalo's place. */
public final class RunningTrial implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private RunningTrial(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static RunningTrial start(Path data) {
        return new RunningTrial(SpringApplication.run(
                HoiXa.class, "--server.port=0", "--management.server.port=0", "--hoixa.data=" + data));
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
