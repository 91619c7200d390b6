package vn.hoixa.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Lets Spring Security ask {@link SignIn}; as the only such bean it is found and asked once. */
@Component
class DoorKeeper implements AuthenticationProvider {
    private final SignIn signIn;

    DoorKeeper(SignIn signIn) {
        this.signIn = signIn;
    }

    /** Too many failures before. */
    private static final class Waits extends LockedException {
        private static final long serialVersionUID = 1L;

        private final Duration wait;

        Waits(Duration wait) {
            super("too early");
            this.wait = wait;
        }
    }

    @Override
    public @Nullable Authentication authenticate(Authentication asked) {
        if (!(asked.getDetails() instanceof WebAuthenticationDetails details)) {
            return null;
        }
        String password = String.valueOf(asked.getCredentials());
        return switch (signIn.attempt(asked.getName(), password, details.getRemoteAddress())) {
            case SignIn.Right right -> Sessions.authentication(right.who());
            case SignIn.Wrong wrong -> throw new BadCredentialsException("wrong");
            case SignIn.TooEarly early -> throw new Waits(early.left());
        };
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }

    static void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String said = failure instanceof Waits waits ? "wait&seconds=" + seconds(waits.wait) : "wrong";
        response.sendRedirect("/account/sign-in?said=" + said);
    }

    /** Rounded up: who waits so long may try again. */
    static long seconds(Duration wait) {
        return wait.plusMillis(999).toSeconds();
    }
}
