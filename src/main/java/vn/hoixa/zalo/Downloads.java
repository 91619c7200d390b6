package vn.hoixa.zalo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import vn.hoixa.zalo.Download.Cause;

/**
 * Fetches what residents send along. Nothing about it is trusted: only https, only public addresses, few redirects, and
 * no more bytes or time than allowed.
 */
public final class Downloads implements AutoCloseable {
    private static final int MOST_REDIRECTS = 3;
    private static final int PIECE = 16 * 1024;

    private final OkHttpClient http;
    private final long patience;

    /**
     * @param base of the client, with what it trusts and how it resolves names
     * @param isAllowed which addresses may be connected to
     * @param total how long one download may take, redirects included
     */
    Downloads(OkHttpClient base, Predicate<InetAddress> isAllowed, Duration total) {
        this.patience = total.toNanos();
        this.http = base.newBuilder()
                .socketFactory(new GuardedSockets(isAllowed))
                // A proxy would connect in our place, and to anywhere.
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .connectTimeout(total)
                .readTimeout(total)
                .build();
    }

    /**
     * Writes what is found at the address.
     *
     * @param most bytes that are taken
     * @param into closed by the caller; holds a part where it was not complete
     */
    public Download fetch(String address, long most, OutputStream into) {
        HttpUrl url = HttpUrl.parse(address);
        long end = System.nanoTime() + patience;
        try {
            for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
                if (url == null || !url.isHttps()) {
                    return new Download.Refused(Cause.ADDRESS);
                }
                try (Response response = call(url, end).execute()) {
                    if (!response.isRedirect()) {
                        return take(response, most, into);
                    }
                    url = url.resolve(String.valueOf(response.header("Location")));
                }
            }
            return new Download.Refused(Cause.REDIRECTS);
        } catch (IOException e) {
            return isForbidden(e)
                    ? new Download.Refused(Cause.PRIVATE)
                    // Its words may hold the address, which opens the picture to whoever reads it.
                    : new Download.Failed(e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private Call call(HttpUrl url, long end) {
        Call call = http.newCall(new Request.Builder()
                .url(url)
                // What is not asked for packed need not be unpacked.
                .header("Accept-Encoding", "identity")
                .build());
        // None at all would mean for ever.
        call.timeout().timeout(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        return call;
    }

    private static Download take(Response response, long most, OutputStream into) throws IOException {
        int status = response.code();
        if (status == 403 || status == 404 || status == 410) {
            return new Download.Refused(Cause.GONE);
        }
        if (status != 200) {
            return new Download.Failed("HTTP " + status);
        }
        if (response.body().contentLength() > most) {
            return new Download.Refused(Cause.SIZE);
        }
        byte[] piece = new byte[PIECE];
        long taken = 0;
        InputStream body = response.body().byteStream();
        for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
            taken += read;
            if (taken > most) {
                return new Download.Refused(Cause.SIZE);
            }
            into.write(piece, 0, read);
        }
        return new Download.Complete();
    }

    private static boolean isForbidden(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof GuardedSockets.Forbidden) {
                return true;
            }
        }
        return false;
    }
}
