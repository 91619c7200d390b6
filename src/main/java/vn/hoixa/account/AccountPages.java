package vn.hoixa.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoixa.account.Invitations.Accepted;
import vn.hoixa.account.Invitations.Choice;
import vn.hoixa.account.Invitations.Gone;
import vn.hoixa.account.Invitations.Invitation;
import vn.hoixa.account.Invitations.Refused;

/** The pages around an account: invitation, sign-in, another password. */
@Controller
class AccountPages {
    private final Invitations invitations;
    private final NewPassword newPassword;

    AccountPages(Invitations invitations, NewPassword newPassword) {
        this.invitations = invitations;
        this.newPassword = newPassword;
    }

    /**
     * The form to sign in; Spring Security takes what it posts.
     *
     * @param said what happened before: wrong, wait, made, changed or out
     * @param seconds to wait
     */
    @GetMapping("/account/sign-in")
    String signIn(
            @RequestParam(name = "said", defaultValue = "") String said,
            @RequestParam(name = "seconds", defaultValue = "0") int seconds,
            Model model) {
        model.addAttribute("said", said);
        model.addAttribute("seconds", seconds);
        return "account/sign-in";
    }

    @GetMapping("/account/invitation/{secret}")
    String invitation(@PathVariable("secret") String secret, Model model, HttpServletResponse response) {
        return form(secret, "", "", null, model, response);
    }

    @PostMapping("/account/invitation/{secret}")
    String accept(
            @PathVariable("secret") String secret,
            @RequestParam(name = "username", defaultValue = "") String name,
            @RequestParam(name = "shown", defaultValue = "") String shown,
            @RequestParam("password") String password,
            @RequestParam("again") String again,
            Model model,
            HttpServletResponse response) {
        return switch (invitations.accept(secret, new Choice(name, shown, password, again))) {
            case Accepted done -> "redirect:/account/sign-in?said=made";
            case Refused refused -> form(secret, name, shown, refused.key(), model, response);
            case Gone gone -> gone(response);
        };
    }

    @GetMapping("/account/password")
    String password() {
        return "account/password";
    }

    @PostMapping("/account/password")
    String change(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam("current") String current,
            @RequestParam("password") String password,
            @RequestParam("again") String again,
            Model model,
            HttpServletRequest request) {
        return switch (newPassword.change(who, current, password, again, request.getRemoteAddr())) {
            case NewPassword.Changed done -> "redirect:/account/sign-in?said=changed";
            case NewPassword.Refused refused -> {
                model.addAttribute("refused", refused.key());
                model.addAttribute("seconds", refused.seconds());
                yield "account/password";
            }
        };
    }

    private String form(
            String secret,
            String name,
            String shown,
            @Nullable String refused,
            Model model,
            HttpServletResponse response) {
        Invitation invitation = invitations.find(secret).orElse(null);
        if (invitation == null) {
            return gone(response);
        }
        Account account = invitation.account();
        model.addAttribute("secret", secret);
        model.addAttribute("known", account == null ? null : account.signedIn());
        model.addAttribute("name", name);
        model.addAttribute("shown", shown);
        model.addAttribute("refused", refused);
        return "account/invitation";
    }

    private static String gone(HttpServletResponse response) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        return "account/gone";
    }
}
