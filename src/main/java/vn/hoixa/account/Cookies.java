package vn.hoixa.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * The one cookie: a secret, of a session or (before that) of a form.
 *
 * <p>It ends with the browser. Over HTTPS its name tells the browser to let neither a neighbouring host nor plain HTTP
 * set it ({@code __Host-}, RFC 6265bis).
 */
final class Cookies {
    private static final String NAME = "hoixa";

    private Cookies() {}

    static Optional<String> secret(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, name(request))).map(cookie -> cookie.getValue());
    }

    static void set(HttpServletRequest request, HttpServletResponse response, String secret) {
        add(request, response, ResponseCookie.from(name(request), secret));
    }

    static void clear(HttpServletRequest request, HttpServletResponse response) {
        add(request, response, ResponseCookie.from(name(request), "").maxAge(Duration.ZERO));
    }

    private static void add(
            HttpServletRequest request, HttpServletResponse response, ResponseCookie.ResponseCookieBuilder cookie) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie.path("/")
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .build()
                        .toString());
    }

    private static String name(HttpServletRequest request) {
        return request.isSecure() ? "__Host-" + NAME : NAME;
    }
}
