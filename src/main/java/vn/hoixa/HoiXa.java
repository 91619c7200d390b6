package vn.hoixa;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service; {@code vn.hoixa.cli.Main} starts it. */
@SpringBootApplication
public class HoiXa {}
