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
public final class Visitor {
    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningHoiXa hoixa;
    private final Map<String, String> cookies;

    public Visitor(RunningHoiXa hoixa) {
        this(hoixa, new LinkedHashMap<>());
    }

    private Visitor(RunningHoiXa hoixa, Map<String, String> cookies) {
        this.hoixa = hoixa;
        this.cookies = cookies;
    }

    /** The same browser, whose next request another instance answers. */
    public Visitor at(RunningHoiXa other) {
        return new Visitor(other, cookies);
    }

    Map<String, String> cookies() {
        return cookies;
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(HttpRequest.newBuilder(hoixa.address(path)).GET(), headers);
    }

    /** A file as it is. */
    public HttpResponse<byte[]> download(String path) {
        return send(HttpRequest.newBuilder(hoixa.address(path)).GET(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Opens the page, takes its proof, and posts the fields (name, value, …) with it. */
    public HttpResponse<String> submit(String page, String target, String... fields) {
        String token = token(get(page).body());
        return post(
                target,
                Stream.concat(Arrays.stream(fields), Stream.of("_csrf", token)).toArray(String[]::new));
    }

    public HttpResponse<String> post(String path, String... fields) {
        String body = IntStream.range(0, fields.length / 2)
                .mapToObj(i -> fields[2 * i] + "=" + URLEncoder.encode(fields[2 * i + 1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(
                HttpRequest.newBuilder(hoixa.address(path)).POST(HttpRequest.BodyPublishers.ofString(body)),
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    public HttpResponse<String> signIn(String name, String password) {
        return submit("/account/sign-in", "/account/sign-in", "username", name, "password", password);
    }

    boolean isSignedIn() {
        return get("/console").statusCode() == 200;
    }

    /** What the page tells line by line, until the stream is closed. */
    public Stream<String> listen(String path) {
        HttpRequest request = HttpRequest.newBuilder(hoixa.address(path))
                .header("Cookie", cookieHeader())
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofLines()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String token(String page) {
        return HtmlUtils.htmlUnescape(page.replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1"));
    }

    static String location(HttpResponse<?> response) {
        return response.headers().firstValue("Location").orElse("").replaceFirst("^http://[^/]*", "");
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
        return send(request, HttpResponse.BodyHandlers.ofString(), headers);
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body, String... headers) {
        request.header("Accept-Language", "vi").header("Accept", "text/html,*/*;q=0.8");
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookieHeader());
        }
        try {
            HttpResponse<T> response = http.send(request.build(), body);
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
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
