package vn.hoixa.site;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SiteConfiguration {

    @Bean
    FilterRegistrationBean<GuideHeaders> guideHeaders() {
        var registration = new FilterRegistrationBean<>(new GuideHeaders());
        registration.addUrlPatterns(Addresses.ROOT, Addresses.ROOT + "/*");
        return registration;
    }
}
