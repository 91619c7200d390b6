package vn.hoixa.zalo;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Zalo's OAuth v4 and the profile of a page.
 *
 * <p>Errors may come with HTTP 200 and without a number, {@code expires_in} is a string: only two tokens that look like
 * tokens are a success.
 */
final class OAuth implements AutoCloseable {
    private static final String TOKEN = "/v4/oa/access_token";

    private final Hosts hosts;
    private final OkHttpClient http;
    private final Sightings sightings;

    OAuth(Hosts hosts, AppSettings app, SendingSettings settings, Duration callTimeout, Sightings sightings) {
        this.hosts = hosts;
        this.sightings = sightings;
        this.http = Outbound.client(settings, () -> app.current().secret(), callTimeout)
                .build();
    }

    /** Where an administrator of the page gives consent; Zalo comes back to {@code callback}. */
    URI consent(String appId, URI callback, String challenge, String state) {
        return url(hosts.oauth(), "/v4/oa/permission")
                .addQueryParameter("app_id", appId)
                .addQueryParameter("redirect_uri", callback.toString())
                .addQueryParameter("code_challenge", challenge)
                .addQueryParameter("state", state)
                .build()
                .uri();
    }

    /** Turns the code of a consent into tokens. */
    Grant exchange(App app, String code, String verifier) {
        return seen(
                Sight.CONSENT,
                ask(
                        app,
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "app_id",
                                app.id(),
                                "code",
                                code,
                                "code_verifier",
                                verifier)));
    }

    /** Spends a refresh token, which works once, for a new pair. */
    Grant refresh(App app, Secret refreshToken) {
        return seen(
                Sight.REFRESH,
                ask(
                        app,
                        Map.of(
                                "grant_type", "refresh_token",
                                "app_id", app.id(),
                                "refresh_token", refreshToken.value())));
    }

    /** What Zalo tells of the page that a token belongs to. */
    sealed interface Profile {
        record Read(
                String oa,
                String name,
                @Nullable Integer type,
                @Nullable Boolean verified,
                @Nullable String packageName)
                implements Profile {}

        /**
         * The page could not be read.
         *
         * @param isTokenDead whether it is the token that Zalo did not take
         */
        record Failed(boolean isTokenDead, String detail) implements Profile {}
    }

    Profile profile(String oa, Secret accessToken) {
        Request request = new Request.Builder()
                .url(url(hosts.api(), "/v2.0/oa/getoa").build())
                .header("access_token", accessToken.value())
                .build();
        try (Response response = http.newCall(request).execute()) {
            JsonNode answer = ZaloEvents.parse(response.body().string());
            if (answer != null && answer.path("error").isIntegralNumber()) {
                sightings.saw(Sight.READ, oa, answer.path("error").asString());
            }
            return profile(response.code(), answer);
        } catch (IOException e) {
            return new Profile.Failed(false, e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    /** Only what Zalo itself said; that it was not reached is no matter of Zalo's settings. */
    private Grant seen(Sight sight, Grant grant) {
        switch (grant) {
            case Grant.Issued ignored -> sightings.saw(sight, Sightings.APP, Sightings.WELL);
            case Grant.Failed failed -> {
                if (failed.cause() == TokenFailure.REFUSED) {
                    String number = failed.detail().replaceFirst("(?s)^(-?\\d+)?.*", "$1");
                    sightings.saw(sight, Sightings.APP, number.isEmpty() ? "refused" : number);
                }
            }
        }
        return grant;
    }

    private Grant ask(App app, Map<String, String> fields) {
        if (app.secret() == null) {
            return new Grant.Failed(TokenFailure.NO_SECRET, "no app secret key");
        }
        var form = new FormBody.Builder();
        fields.forEach(form::add);
        Request request = new Request.Builder()
                .url(url(hosts.oauth(), TOKEN).build())
                .header("secret_key", app.secret().value())
                .post(form.build())
                .build();
        try (Response response = http.newCall(request).execute()) {
            return grant(response.code(), ZaloEvents.parse(response.body().string()));
        } catch (ConnectException | UnknownHostException | NoRouteToHostException e) {
            return new Grant.Failed(TokenFailure.UNREACHABLE, e.getClass().getSimpleName());
        } catch (IOException e) {
            return new Grant.Failed(TokenFailure.NO_ANSWER, e.getClass().getSimpleName());
        }
    }

    private static Grant grant(int status, @Nullable JsonNode answer) {
        if (answer == null) {
            return new Grant.Failed(TokenFailure.UNREADABLE, "HTTP " + status + " without Zalo's JSON");
        }
        String access = ZaloEvents.string(answer.path("access_token"));
        String refresh = ZaloEvents.string(answer.path("refresh_token"));
        if (Tokens.isToken(access) && Tokens.isToken(refresh)) {
            return new Grant.Issued(
                    new Tokens.Pair(new Secret(access), new Secret(refresh)), lifetime(answer.path("expires_in")));
        }
        String error = error(answer);
        return error.isEmpty()
                ? new Grant.Failed(TokenFailure.INCOMPLETE, "HTTP " + status + " without both tokens")
                : new Grant.Failed(TokenFailure.REFUSED, error);
    }

    /** Number and name only: Zalo's sentences may repeat what was sent. */
    private static String error(JsonNode answer) {
        String number = ZaloEvents.string(answer.path("error"));
        String name = ZaloEvents.string(answer.path("error_name")).replaceAll("[^\\w .-]", "");
        String both = ((number.equals("0") ? "" : number) + " " + name).strip();
        return both.substring(0, Math.min(80, both.length()));
    }

    private static @Nullable Duration lifetime(JsonNode seconds) {
        try {
            long read = Long.parseLong(ZaloEvents.string(seconds));
            return read > 0 && read <= Duration.ofDays(365).toSeconds() ? Duration.ofSeconds(read) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Profile profile(int status, @Nullable JsonNode answer) {
        if (answer == null || !answer.path("error").isIntegralNumber()) {
            return new Profile.Failed(false, "HTTP " + status + " without Zalo's JSON");
        }
        long error = answer.path("error").asLong();
        JsonNode page = answer.path("data");
        String oa = ZaloEvents.string(page.path("oa_id"));
        if (error != 0 || oa.isEmpty()) {
            return new Profile.Failed(error == -216 || error == -220, "Zalo error " + error);
        }
        return new Profile.Read(
                oa,
                ZaloEvents.string(page.path("name")),
                number(page.path("oa_type")),
                truth(page.path("is_verified")),
                text(page.path("package_name")));
    }

    private static @Nullable Integer number(JsonNode node) {
        String text = ZaloEvents.string(node);
        return text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
    }

    private static @Nullable Boolean truth(JsonNode node) {
        return switch (node.asString("")) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> null;
        };
    }

    private static @Nullable String text(JsonNode node) {
        String text = ZaloEvents.string(node);
        return text.isEmpty() ? null : text;
    }

    private static HttpUrl.Builder url(URI host, String path) {
        return Objects.requireNonNull(HttpUrl.get(host)).newBuilder().addPathSegments(path.substring(1));
    }
}
