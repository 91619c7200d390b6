package vn.hoixa.centre;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.report.Period;
import vn.hoixa.zalo.Secret;

/**
 * Figures for the province's operations centre, which sends its token as {@code Authorization: Bearer …} (RFC 6750).
 *
 * <p>No session, no cookie, nothing that a page in a browser elsewhere could read (no CORS); refusals repeat nothing of
 * what was sent.
 */
@RestController
class ReportEndpoint {
    private static final String BEARER = "Bearer ";
    private static final int MOST_A_MINUTE = 120;
    private static final int MOST_WRONG_A_MINUTE = 30;
    private static final Locale VIETNAMESE = Locale.of("vi");

    private final CentreTokens tokens;
    private final CentreReports reports;
    private final Communes communes;
    private final InstantSource clock;
    private final Pace pace;
    private final Pace wrong;

    ReportEndpoint(CentreTokens tokens, CentreReports reports, Communes communes, InstantSource clock) {
        this.tokens = tokens;
        this.reports = reports;
        this.communes = communes;
        this.clock = clock;
        this.pace = new Pace(clock, MOST_A_MINUTE);
        this.wrong = new Pace(clock, MOST_WRONG_A_MINUTE);
    }

    /** What is answered once the token and the period are known to be right. */
    private interface Reading {
        ResponseEntity<?> answer(Token token, Period period, Locale locale);
    }

    /** All communes that the token may read, with the figures that stand for each. */
    @GetMapping("/api/reports")
    ResponseEntity<?> all(
            HttpServletRequest request,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @RequestParam(name = "period", required = false) @Nullable String wanted) {
        return read(
                request, authorization, wanted, (token, period, locale) -> fine(reports.all(token, period, locale)));
    }

    /** All figures of one commune; another's, or one that is not served, is not there. */
    @GetMapping("/api/reports/{commune}")
    ResponseEntity<?> one(
            HttpServletRequest request,
            @PathVariable("commune") String id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @RequestParam(name = "period", required = false) @Nullable String wanted) {
        return read(request, authorization, wanted, (token, period, locale) -> {
            Commune commune = token.mayRead(id) ? communes.named(id) : null;
            return commune == null ? notServed() : fine(reports.one(commune, period, locale));
        });
    }

    private ResponseEntity<?> read(
            HttpServletRequest request, String authorization, @Nullable String wanted, Reading reading) {
        Optional<Token> token = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? tokens.find(
                        new Secret(authorization.substring(BEARER.length()).strip()))
                : Optional.empty();
        if (token.isEmpty()) {
            return wrong.take(request.getRemoteAddr()) ? unknown() : tooOften();
        }
        if (!pace.take(String.valueOf(token.get().id()))) {
            return tooOften();
        }
        Optional<Period> period =
                wanted == null ? Optional.of(Period.month(CommuneTime.day(clock.instant()))) : Period.of(wanted);
        return period.<ResponseEntity<?>>map(one -> reading.answer(token.get(), one, language(request)))
                .orElseGet(ReportEndpoint::noPeriod);
    }

    /** Vietnamese, unless another language is asked for. */
    private static Locale language(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null ? VIETNAMESE : request.getLocale();
    }

    private static ResponseEntity<?> fine(Object body) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(body);
    }

    /** Not why: whoever has the right one finds that on the page where tokens are made. */
    private static ResponseEntity<?> unknown() {
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private ResponseEntity<?> tooOften() {
        long left = Pace.MINUTE - Math.floorMod(clock.instant().getEpochSecond(), Pace.MINUTE);
        return problem(
                HttpStatus.TOO_MANY_REQUESTS,
                "Asked too often. Figures of a running period change at most once a minute; wait " + left + " s.",
                left);
    }

    private static ResponseEntity<?> notServed() {
        return problem(
                HttpStatus.NOT_FOUND,
                "No commune of that id is open to this token. GET /api/reports lists those that are.",
                0);
    }

    private static ResponseEntity<?> noPeriod() {
        return problem(
                HttpStatus.BAD_REQUEST,
                "The period is neither a month as in 2026-11 nor a week as in 2026-W47 (ISO 8601).",
                0);
    }

    private static ResponseEntity<?> problem(HttpStatus status, String detail, long retryAfter) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .cacheControl(CacheControl.noStore());
        if (retryAfter > 0) {
            answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter));
        }
        return answer.body(ProblemDetail.forStatusAndDetail(status, detail));
    }
}
