package vn.hoixa.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;
import vn.hoixa.testing.RunningHoiXa;

/** A browser with its cookies, which follows no redirect by itself. */
final class Visitor {
    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningHoiXa hoixa;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Visitor(RunningHoiXa hoixa) {
        this.hoixa = hoixa;
    }

    Map<String, String> cookies() {
        return cookies;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(HttpRequest.newBuilder(hoixa.address(path)).GET(), headers);
    }

    /** Opens the page, takes its proof, and posts the fields (name, value, …) with it. */
    HttpResponse<String> submit(String page, String target, String... fields) {
        String token = token(get(page).body());
        return post(
                target,
                Stream.concat(Arrays.stream(fields), Stream.of("_csrf", token)).toArray(String[]::new));
    }

    HttpResponse<String> post(String path, String... fields) {
        String body = IntStream.range(0, fields.length / 2)
                .mapToObj(i -> fields[2 * i] + "=" + URLEncoder.encode(fields[2 * i + 1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(
                HttpRequest.newBuilder(hoixa.address(path)).POST(HttpRequest.BodyPublishers.ofString(body)),
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    HttpResponse<String> signIn(String name, String password) {
        return submit("/account/sign-in", "/account/sign-in", "username", name, "password", password);
    }

    boolean isSignedIn() {
        return get("/console").statusCode() == 200;
    }

    static String token(String page) {
        return HtmlUtils.htmlUnescape(page.replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1"));
    }

    static String location(HttpResponse<?> response) {
        return response.headers().firstValue("Location").orElse("").replaceFirst("^http://[^/]*", "");
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
        request.header("Accept-Language", "vi").header("Accept", "text/html,*/*;q=0.8");
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String cookie) {
        String[] parts = cookie.split("[=;]", 3);
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(parts[0]);
        } else {
            cookies.put(parts[0], parts[1]);
        }
    }
}
