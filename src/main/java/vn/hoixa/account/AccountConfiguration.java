package vn.hoixa.account;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.context.support.WebApplicationContextUtils;

/** Which pages are open, which need a sign-in; what is in neither list is not there. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {
    /** Sound may come from the page's own memory, where voice messages are made playable (console/voice.js). */
    private static final String POLICY = "default-src 'self'; media-src 'self' blob:; base-uri 'none';"
            + " object-src 'none'; form-action 'self'; frame-ancestors 'none'";

    /** What residents, Zalo, links and tokens need. None of it knows a session, so none can be forged. */
    private static final String[] OPEN = {
        "/",
        "/api/reports",
        "/api/reports/*",
        "/coming/*",
        "/thu-tuc",
        "/thu-tuc/**",
        "/duyet/*",
        "/bao-cao/*",
        "/simulator",
        "/simulator/**",
        "/webhooks/zalo",
        "/zalo_verifier*.html",
        "/livez",
        "/readyz",
        "/site/*",
        "/console/*.css",
        "/console/*.js",
        "/webjars/**",
        "/account/*.css"
    };

    /** The port is the lock; but no page in a browser on this machine is to make itself an administrator. */
    @Bean
    @Order(1)
    SecurityFilterChain management(HttpSecurity http) {
        bare(http)
                .securityMatcher(AccountConfiguration::isManagement)
                .headers(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(
                        requests -> requests.requestMatchers(request -> request.getHeader(HttpHeaders.ORIGIN) != null)
                                .denyAll()
                                .anyRequest()
                                .permitAll());
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain open(HttpSecurity http) {
        bare(http)
                .securityMatcher(OPEN)
                .headers(headers -> headers(headers).cacheControl(HeadersConfigurer.CacheControlConfig::disable))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        return http.build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain closed(HttpSecurity http, Sessions sessions) {
        http.headers(AccountConfiguration::headers)
                .securityContext(context -> context.securityContextRepository(sessions))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(csrf -> csrf.csrfTokenRepository(new FormTokens()))
                .formLogin(form -> form.loginPage("/account/sign-in")
                        .successHandler((request, response, who) -> response.sendRedirect(first(who)))
                        .failureHandler(DoorKeeper::refuse))
                .logout(logout -> logout.logoutUrl("/account/sign-out").logoutSuccessUrl("/account/sign-in?said=out"))
                .exceptionHandling(exceptions -> exceptions
                        .authenticationEntryPoint((request, response, why) -> ask(request, response))
                        .accessDeniedHandler((request, response, why) -> response.sendError(
                                why instanceof CsrfException ? HttpServletResponse.SC_FORBIDDEN : 404)))
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                                .permitAll()
                                .requestMatchers("/account/sign-in", "/account/invitation/*")
                                .permitAll()
                                // Which of them opens to whom, the doorman knows.
                                .requestMatchers("/account/password", "/console", "/console/**")
                                .authenticated()
                                .anyRequest()
                                .denyAll());
        return http.build();
    }

    /** Without anything that remembers who asks. */
    private static HttpSecurity bare(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
    }

    private static HeadersConfigurer<HttpSecurity> headers(HeadersConfigurer<HttpSecurity> headers) {
        return headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                // Other hosts of the domain are not ours to decide on.
                .httpStrictTransportSecurity(hsts -> hsts.includeSubDomains(false));
    }

    /** Who does nothing but answer residents of one commune has them before their eyes. */
    private static String first(Authentication signedIn) {
        Set<Membership> held = signedIn.getPrincipal() instanceof SignedIn who ? who.memberships() : Set.of();
        Set<String> communes = held.stream().map(Membership::commune).collect(Collectors.toSet());
        boolean answers = held.stream().allMatch(one -> one.role() == Role.OFFICER || one.role() == Role.LEADER);
        return answers && communes.size() == 1 && !communes.contains(Membership.EVERYWHERE)
                ? "/console/inbox/" + communes.iterator().next()
                : "/console";
    }

    /** A page that needs a sign-in asks for it; any other address does not exist. */
    private static void ask(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (path.equals("/console") || path.startsWith("/console/") || path.equals("/account/password")) {
            response.sendRedirect("/account/sign-in");
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static boolean isManagement(HttpServletRequest request) {
        return WebServerApplicationContext.hasServerNamespace(
                WebApplicationContextUtils.getWebApplicationContext(request.getServletContext()), "management");
    }
}
