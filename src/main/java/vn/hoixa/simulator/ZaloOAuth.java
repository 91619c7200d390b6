package vn.hoixa.simulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.zalo.Credentials;

/**
 * The stand-in for Zalo's OAuth v4 and {@code getoa}, so that connecting, refreshing, losing and regaining a page can be
 * walked without Zalo. Codes and refresh tokens work once, as there.
 */
@RestController
class ZaloOAuth {
    private static final String NO_FAULT = "none";
    private static final String REVOKED = "revoked";
    private static final String PROOF = "proof";
    private static final String NO_PROOF = "no-proof";
    private static final List<String> FAULTS =
            List.of(NO_FAULT, "refused", "no-refresh-token", "undefined", "html", "hang", REVOKED, PROOF, NO_PROOF);

    /** Longer than a call to Zalo may take. */
    private static final long HANG = 20_000;

    private final JsonMapper json = JsonMapper.builder().build();
    private final Credentials credentials;
    private final Communes communes;
    private final AtomicReference<String> fault = new AtomicReference<>(NO_FAULT);
    private final Map<String, Consent> codes = new ConcurrentHashMap<>();
    private final ZaloTokens tokens;

    ZaloOAuth(Credentials credentials, Communes communes, ZaloTokens tokens) {
        this.tokens = tokens;
        this.credentials = credentials;
        this.communes = communes;
    }

    /** A consent that waits for its code to be used. */
    private record Consent(String oa, String challenge) {}

    /**
     * How the next answer is to fail; {@code revoked} takes every token back at once, {@code proof} switches on that
     * calls must carry appsecret_proof, {@code no-proof} off.
     */
    record Fault(String fault) {}

    /** Zalo's page asks an administrator of the page; this one says yes. */
    @GetMapping("/simulator/zalo/v4/oa/permission")
    ResponseEntity<String> permission(
            @RequestParam("app_id") String app,
            @RequestParam("redirect_uri") URI callback,
            @RequestParam("code_challenge") String challenge,
            @RequestParam("state") String state,
            @RequestParam(name = "oa_id", required = false) @Nullable String oa) {
        onlyInTrial();
        // Nobody may use this to lead a browser elsewhere.
        boolean isHere = List.of("localhost", "127.0.0.1").contains(callback.getHost());
        if (!isHere || !app.equals(Credentials.TRIAL_APP)) {
            return ResponseEntity.badRequest()
                    .body(error(isHere ? -14002 : -14003, isHere ? "app not active" : "bad redirect"));
        }
        String page = oa == null ? communes.all().getFirst().oa() : oa;
        String code = random();
        codes.put(code, new Consent(page, challenge));
        URI back = UriComponentsBuilder.fromUri(callback)
                .queryParam("code", code)
                .queryParam("oa_id", page)
                .queryParam("state", state)
                .build()
                .toUri();
        return ResponseEntity.status(HttpStatus.FOUND).location(back).build();
    }

    @PostMapping(path = "/simulator/zalo/v4/oa/access_token", produces = MediaType.APPLICATION_JSON_VALUE)
    String token(
            @RequestHeader(name = "secret_key", defaultValue = "") String secret,
            @RequestParam Map<String, String> form)
            throws InterruptedException {
        onlyInTrial();
        String failing = fault.getAndSet(NO_FAULT);
        if (failing.equals("refused") || !credentials.isTrialSecret(secret)) {
            return error(-14001, "Invalid secret key");
        }
        if (failing.equals("html")) {
            return "<!doctype html><title>Zalo</title>";
        }
        String oa = form.getOrDefault("grant_type", "").equals("refresh_token") ? ofRefresh(form) : ofCode(form);
        if (oa == null) {
            return error(-14014, "Invalid refresh token or code");
        }
        String answer = pair(oa, failing);
        if (failing.equals("hang")) {
            Thread.sleep(HANG);
        }
        return answer;
    }

    @GetMapping(path = "/simulator/zalo/v2.0/oa/getoa", produces = MediaType.APPLICATION_JSON_VALUE)
    String page(
            @RequestHeader(name = "access_token", defaultValue = "") String token,
            @RequestHeader(name = "appsecret_proof", required = false) @Nullable String proof) {
        onlyInTrial();
        String oa = tokens.page(token, communes.all().getFirst().oa());
        String error = tokens.error(token, proof);
        if (error != null || oa == null) {
            return String.valueOf(error);
        }
        Commune commune = communes.of(oa);
        return json.writeValueAsString(Map.of(
                "error",
                0,
                "message",
                "Success",
                "data",
                Map.of(
                        "oa_id",
                        oa,
                        "name",
                        commune == null ? oa : commune.name(),
                        "is_verified",
                        true,
                        "oa_type",
                        "4",
                        "package_name",
                        "Advanced")));
    }

    @PostMapping(path = "/simulator/zalo/faults", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> fail(@RequestBody Fault next) {
        onlyInTrial();
        if (!FAULTS.contains(next.fault())) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        switch (next.fault()) {
            case REVOKED -> tokens.revoke();
            case PROOF -> tokens.wantProof(true);
            case NO_PROOF -> tokens.wantProof(false);
            default -> fault.set(next.fault());
        }
        return ResponseEntity.noContent().build();
    }

    private @Nullable String ofRefresh(Map<String, String> form) {
        return tokens.spend(form.getOrDefault("refresh_token", ""));
    }

    private @Nullable String ofCode(Map<String, String> form) {
        Consent consent = codes.remove(form.getOrDefault("code", ""));
        boolean fits = consent != null && consent.challenge().equals(challenge(form.getOrDefault("code_verifier", "")));
        return fits ? consent.oa() : null;
    }

    /** The old access token dies as soon as the new one is there. */
    private String pair(String oa, String failing) {
        ZaloTokens.Pair pair = tokens.issue(oa);
        String access = pair.access();
        String refresh = pair.refresh();
        return switch (failing) {
            case "no-refresh-token" -> json.writeValueAsString(Map.of("access_token", access, "expires_in", "90000"));
            case "undefined" ->
                json.writeValueAsString(Map.of("access_token", "undefined", "refresh_token", "undefined"));
            default ->
                json.writeValueAsString(
                        Map.of("access_token", access, "refresh_token", refresh, "expires_in", "90000"));
        };
    }

    /** As Zalo's errors come: with HTTP 200. */
    private String error(int number, String name) {
        return json.writeValueAsString(
                Map.of("error", number, "error_name", name, "error_reason", "as asked for", "error_description", name));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private void onlyInTrial() {
        if (!credentials.isTrial()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
