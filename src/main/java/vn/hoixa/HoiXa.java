package vn.hoixa;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Runs the service. */
@SpringBootApplication
public class HoiXa {
    public static void main(String[] arguments) {
        SpringApplication.run(HoiXa.class, arguments);
    }
}
