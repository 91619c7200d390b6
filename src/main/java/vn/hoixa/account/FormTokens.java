package vn.hoixa.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/**
 * Proofs that a form is ours: each follows from the secret in the cookie, so that nothing has to be kept, and it
 * changes with signing in.
 */
final class FormTokens implements CsrfTokenRepository {
    private static final String FRESH = FormTokens.class.getName();

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        String secret = Key.fresh();
        request.setAttribute(FRESH, secret);
        return token(secret);
    }

    /** A token goes with its cookie: there is nothing to do to end one. */
    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token != null && request.getAttribute(FRESH) instanceof String secret) {
            Cookies.set(request, response, secret);
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return Cookies.secret(request).map(FormTokens::token).orElse(null);
    }

    private static CsrfToken token(String secret) {
        return new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", Key.hash("form " + secret));
    }
}
